/** Reads what {@code virsh domstats} printed, over and over, as a trace. */
@NullMarked
package io.equipoise.traces.domstats;

import org.jspecify.annotations.NullMarked;
