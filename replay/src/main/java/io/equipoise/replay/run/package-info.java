/** Replays: a recorded trace's demand, a model host and a policy make a new trace. */
@NullMarked
package io.equipoise.replay.run;

import org.jspecify.annotations.NullMarked;
