/** A report's files and the folder that holds them. */
@NullMarked
package io.equipoise.reports.files;

import org.jspecify.annotations.NullMarked;
