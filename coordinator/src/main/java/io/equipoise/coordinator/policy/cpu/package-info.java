/** Policies that decide where vCPUs run. */
@NullMarked
package io.equipoise.coordinator.policy.cpu;

import org.jspecify.annotations.NullMarked;
