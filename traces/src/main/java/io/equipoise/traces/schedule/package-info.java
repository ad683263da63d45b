/** Ticks against a clock. */
@NullMarked
package io.equipoise.traces.schedule;

import org.jspecify.annotations.NullMarked;
