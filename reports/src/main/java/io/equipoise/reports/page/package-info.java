/** The page: a whole report in one HTML file that needs nothing else. */
@NullMarked
package io.equipoise.reports.page;

import org.jspecify.annotations.NullMarked;
