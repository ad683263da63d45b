/** Policies: what they see, what they plan, and the ones that ship. */
@NullMarked
package io.equipoise.coordinator.policy;

import org.jspecify.annotations.NullMarked;
