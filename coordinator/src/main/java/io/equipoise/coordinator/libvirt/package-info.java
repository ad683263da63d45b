/** The real host: libvirt's domains, observed and acted upon. */
@NullMarked
package io.equipoise.coordinator.libvirt;

import org.jspecify.annotations.NullMarked;
