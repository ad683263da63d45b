/** The score table, and its forms for terminals and spreadsheets. */
@NullMarked
package io.equipoise.reports.table;

import org.jspecify.annotations.NullMarked;
