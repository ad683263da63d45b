/** The connection to libvirt: the Java binding, and beside it the calls that it lacks. */
@NullMarked
package io.equipoise.recorder.libvirt;

import org.jspecify.annotations.NullMarked;
