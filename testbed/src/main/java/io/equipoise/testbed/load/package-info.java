/** The CPU loads of the guests, and how they are calibrated to a demand. */
@NullMarked
package io.equipoise.testbed.load;

import org.jspecify.annotations.NullMarked;
