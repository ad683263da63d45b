/** Policies that decide how much memory guests have. */
@NullMarked
package io.equipoise.coordinator.policy.memory;

import org.jspecify.annotations.NullMarked;
