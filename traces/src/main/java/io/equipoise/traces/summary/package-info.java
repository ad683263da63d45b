/** What is in a trace, at a glance. */
@NullMarked
package io.equipoise.traces.summary;

import org.jspecify.annotations.NullMarked;
