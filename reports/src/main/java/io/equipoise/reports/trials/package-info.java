/** Repeated trials side by side: the verdict of each try, and how far their scores lie apart. */
@NullMarked
package io.equipoise.reports.trials;

import org.jspecify.annotations.NullMarked;
