/** The formats in which a command's argument can name a trace. */
@NullMarked
package io.equipoise.traces.format;

import org.jspecify.annotations.NullMarked;
