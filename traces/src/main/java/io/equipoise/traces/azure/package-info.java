/** Reads the VM traces of Azure's public dataset, V1 and V2. */
@NullMarked
package io.equipoise.traces.azure;

import org.jspecify.annotations.NullMarked;
