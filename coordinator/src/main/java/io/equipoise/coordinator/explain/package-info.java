/** Decisions told as sentences, from a trace or as they are made. */
@NullMarked
package io.equipoise.coordinator.explain;

import org.jspecify.annotations.NullMarked;
