/** Real guests that play the load of a case. */
@NullMarked
package io.equipoise.testbed;

import org.jspecify.annotations.NullMarked;
