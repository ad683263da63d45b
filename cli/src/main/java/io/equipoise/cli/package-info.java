/** The {@code equipoise} command: parsing and printing. */
@NullMarked
package io.equipoise.cli;

import org.jspecify.annotations.NullMarked;
