/** Reads everything that is to be seen of a host and its domains at one tick. */
@NullMarked
package io.equipoise.recorder.sample;

import org.jspecify.annotations.NullMarked;
