/** Sweeps: a grid of policies and settings replayed over many traces, and what comes out best. */
@NullMarked
package io.equipoise.replay.sweep;

import org.jspecify.annotations.NullMarked;
