/** Fidelity runs: trials beside what replays predict of them. */
@NullMarked
package io.equipoise.testbed.fidelity;

import org.jspecify.annotations.NullMarked;
