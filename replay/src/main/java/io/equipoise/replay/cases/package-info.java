/** Test cases: how they start, what load they play, what is expected of a policy. */
@NullMarked
package io.equipoise.replay.cases;

import org.jspecify.annotations.NullMarked;
