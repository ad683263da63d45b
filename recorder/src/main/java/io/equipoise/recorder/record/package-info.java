/** Records samples, and what happened between them, as a trace. */
@NullMarked
package io.equipoise.recorder.record;

import org.jspecify.annotations.NullMarked;
