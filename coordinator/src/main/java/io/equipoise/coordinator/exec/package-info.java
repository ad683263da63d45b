/** Policies that are programs of their own: one line of JSON a tick each way. */
@NullMarked
package io.equipoise.coordinator.exec;

import org.jspecify.annotations.NullMarked;
