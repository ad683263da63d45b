/** Turns traces, verdicts and scores into tables, charts and pages. */
@NullMarked
package io.equipoise.reports;

import org.jspecify.annotations.NullMarked;
