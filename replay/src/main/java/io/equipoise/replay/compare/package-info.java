/** Comparison of two traces of the same guests, whoever made them. */
@NullMarked
package io.equipoise.replay.compare;

import org.jspecify.annotations.NullMarked;
