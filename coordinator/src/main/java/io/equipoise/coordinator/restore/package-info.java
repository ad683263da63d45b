/** What was there before, noted durably before each change, and put back afterwards. */
@NullMarked
package io.equipoise.coordinator.restore;

import org.jspecify.annotations.NullMarked;
