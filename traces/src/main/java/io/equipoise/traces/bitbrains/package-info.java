/** Reads the Bitbrains traces of the Grid Workloads Archive. */
@NullMarked
package io.equipoise.traces.bitbrains;

import org.jspecify.annotations.NullMarked;
