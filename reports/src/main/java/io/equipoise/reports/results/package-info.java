/** Results that other programs read. */
@NullMarked
package io.equipoise.reports.results;

import org.jspecify.annotations.NullMarked;
