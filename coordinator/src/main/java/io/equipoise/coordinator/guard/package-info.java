/** Guards: what limits every plan, live and in replay. */
@NullMarked
package io.equipoise.coordinator.guard;

import org.jspecify.annotations.NullMarked;
