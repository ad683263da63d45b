/** The model host: what CPU and memory would have done, and the laws that it must keep. */
@NullMarked
package io.equipoise.replay.model;

import org.jspecify.annotations.NullMarked;
