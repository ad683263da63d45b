/** What the control loop needs of a host and of time, real or modelled. */
@NullMarked
package io.equipoise.coordinator.host;

import org.jspecify.annotations.NullMarked;
