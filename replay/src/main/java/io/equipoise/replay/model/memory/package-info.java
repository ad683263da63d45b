/** The memory model: need, balloons, caches and swap under a budget. */
@NullMarked
package io.equipoise.replay.model.memory;

import org.jspecify.annotations.NullMarked;
