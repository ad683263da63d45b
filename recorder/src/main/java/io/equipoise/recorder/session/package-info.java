/** Calls with a deadline, each on a thread with a connection of its own, and what to do when one does not return. */
@NullMarked
package io.equipoise.recorder.session;

import org.jspecify.annotations.NullMarked;
