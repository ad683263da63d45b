/** Connects to libvirt, samples its domains and records them as a trace. */
@NullMarked
package io.equipoise.recorder;

import org.jspecify.annotations.NullMarked;
