/** Evaluation: every policy replayed on every case, graded and scored. */
@NullMarked
package io.equipoise.replay.evaluate;

import org.jspecify.annotations.NullMarked;
