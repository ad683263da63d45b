/** Scores: how well a trace went, in figures. */
@NullMarked
package io.equipoise.replay.score;

import org.jspecify.annotations.NullMarked;
