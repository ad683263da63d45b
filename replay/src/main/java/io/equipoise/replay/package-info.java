/** Plays recorded traces against a model of a host. */
@NullMarked
package io.equipoise.replay;

import org.jspecify.annotations.NullMarked;
