/** Measures what recording costs. */
@NullMarked
package io.equipoise.testbed.measure;

import org.jspecify.annotations.NullMarked;
