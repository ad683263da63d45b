/** Measures: what grades and scores read from a trace, such as windows of usage, stages, affinities and balloons. */
@NullMarked
package io.equipoise.replay.measure;

import org.jspecify.annotations.NullMarked;
