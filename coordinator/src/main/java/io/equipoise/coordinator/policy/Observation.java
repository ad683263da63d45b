package io.equipoise.coordinator.policy;

import io.equipoise.traces.Sample;
import io.equipoise.traces.demand.Demand;
import org.jspecify.annotations.Nullable;

/**
 * What a policy sees at a tick.
 *
 * @param sample everything seen at this tick
 * @param demand what the vCPUs and guests would use uncontended
 * @param freeKiB memory that may still be given: what the budget leaves, at most what the host has free, less what is
 *     pending; null when unknown
 * @param pendingKiB memory that guests were given but that is not seen in their balloons yet
 * @param limits what the guards will hold every plan to
 */
public record Observation(
        Sample sample, Demand demand, @Nullable Long freeKiB, long pendingKiB, Limits limits) {}
