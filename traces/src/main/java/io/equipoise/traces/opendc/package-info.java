/** Reads OpenDC's workload traces. */
@NullMarked
package io.equipoise.traces.opendc;

import org.jspecify.annotations.NullMarked;
