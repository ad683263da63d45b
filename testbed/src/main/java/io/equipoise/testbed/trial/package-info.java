/** Trials: a case played on real guests under a policy, recorded and graded. */
@NullMarked
package io.equipoise.testbed.trial;

import org.jspecify.annotations.NullMarked;
