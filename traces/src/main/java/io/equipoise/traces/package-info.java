/** The vocabulary: what a host, its domains and their samples are. */
@NullMarked
package io.equipoise.traces;

import org.jspecify.annotations.NullMarked;
