/** Reads the text logs of CPU and memory monitors as traces. */
@NullMarked
package io.equipoise.traces.monitor;

import org.jspecify.annotations.NullMarked;
