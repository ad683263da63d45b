/** Grading: whether a trace is what its case expects, with evidence. */
@NullMarked
package io.equipoise.replay.grade;

import org.jspecify.annotations.NullMarked;
