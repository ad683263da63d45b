/** Fidelity written down: Markdown for people, a table for programs. */
@NullMarked
package io.equipoise.reports.fidelity;

import org.jspecify.annotations.NullMarked;
