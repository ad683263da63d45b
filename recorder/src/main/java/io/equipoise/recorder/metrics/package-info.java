/** Shows Prometheus how a recording goes. */
@NullMarked
package io.equipoise.recorder.metrics;

import org.jspecify.annotations.NullMarked;
