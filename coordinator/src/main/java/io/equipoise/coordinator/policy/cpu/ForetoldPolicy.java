package io.equipoise.coordinator.policy.cpu;

import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Policy;
import java.util.Arrays;

/**
 * Places for the interval to come by a forecast of it: what {@code steady} would do if it had nothing to wait for and
 * nothing to estimate. It moves as soon as that gains more than noise.
 */
public final class ForetoldPolicy implements Policy {
    private final Forecast forecast;
    private final OwnersLimits limits = new OwnersLimits();

    public ForetoldPolicy(Forecast forecast) {
        this.forecast = forecast;
    }

    @Override
    public Plan decide(Observation seen) {
        Vcpus vcpus = Vcpus.of(seen.sample());
        limits.see(vcpus.vcpus());
        long tick = seen.sample().tick();
        if (vcpus.isEmpty() || !forecast.reaches(tick)) {
            return Plan.NOTHING;
        }
        double[] demand = vcpus.vcpus().stream()
                .mapToDouble(vcpu -> forecast.demand(tick, vcpu.id()))
                .toArray();
        PlacementProblem problem = Guests.of(vcpus)
                .problem(
                        demand,
                        forecast.hostLoad(tick, vcpus.pcpus().size()),
                        limits.allowed(vcpus.vcpus(), vcpus.pcpus()));
        int[] present = vcpus.placement();
        Placement best = PlacementSearch.best(problem);
        boolean settled = Arrays.stream(present).noneMatch(position -> position == Vcpus.FREE)
                && Placement.of(problem, present).gain(best) <= SteadyPolicy.NOISE;
        return settled
                ? Plan.NOTHING
                : Plan.of(vcpus.pins(
                        PlacementSearch.nearest(present, best, SteadyPolicy.TOLERANCE)
                                .positions(),
                        "for the demand to come"));
    }
}
