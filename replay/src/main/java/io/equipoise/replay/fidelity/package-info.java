/** Fidelity: what replays predicted of trials against what the trials became. */
@NullMarked
package io.equipoise.replay.fidelity;

import org.jspecify.annotations.NullMarked;
