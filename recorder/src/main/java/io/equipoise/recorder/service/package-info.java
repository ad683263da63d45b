/** Tells the service manager how the recorder is, by systemd's notification protocol. */
@NullMarked
package io.equipoise.recorder.service;

import org.jspecify.annotations.NullMarked;
