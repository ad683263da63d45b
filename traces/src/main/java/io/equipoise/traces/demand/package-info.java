/** Demand: what a vCPU or a guest would use uncontended, recovered from behind contention. */
@NullMarked
package io.equipoise.traces.demand;

import org.jspecify.annotations.NullMarked;
