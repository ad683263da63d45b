/** Bounds that know the future. */
@NullMarked
package io.equipoise.replay.oracle;

import org.jspecify.annotations.NullMarked;
