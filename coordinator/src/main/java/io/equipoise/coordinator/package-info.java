/** The control loop between a host and a policy. */
@NullMarked
package io.equipoise.coordinator;

import org.jspecify.annotations.NullMarked;
