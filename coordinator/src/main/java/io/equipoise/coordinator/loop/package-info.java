/** The one control loop: observe, decide, guard, act. */
@NullMarked
package io.equipoise.coordinator.loop;

import org.jspecify.annotations.NullMarked;
