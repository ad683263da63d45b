/** Policies of users, out of jars. */
@NullMarked
package io.equipoise.coordinator.plugin;

import org.jspecify.annotations.NullMarked;
