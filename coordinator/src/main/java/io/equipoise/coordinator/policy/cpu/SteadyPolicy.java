package io.equipoise.coordinator.policy.cpu;

import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.coordinator.policy.Setting;
import io.equipoise.coordinator.policy.Settings;
import io.equipoise.coordinator.policy.ShippedFactory;
import io.equipoise.traces.demand.DemandWindow;
import java.util.List;
import java.util.Map;

/**
 * Places vCPUs by demand, near-optimally and seldom. Free ones are placed once load was seen for a whole demand window;
 * pinned ones move only after their imbalance, beyond noise, has cost as much as a move is worth. Idle hosts are left alone,
 * owners' limits and what the host itself runs are respected. The vCPUs of one guest share no pCPU where that can be: O.
 * Sukwong and H. S. Kim, Is Co-scheduling Too Expensive for SMP VMs?, EuroSys 2011 (balance scheduling).
 */
public final class SteadyPolicy implements Policy {
    /** A predicted gain up to this is noise unless said otherwise, as a share of one pCPU: 2 points. */
    static final double NOISE = 0.02;

    /** What a placement may fall short of the best one if that saves moves, as a share of one pCPU. */
    static final double TOLERANCE = 0.005;

    /** Gain beyond noise, summed over ticks, for which moving is worth it: one pCPU for half a tick. */
    static final double PRICE = 0.5;

    /** Ticks that must be seen before acting: the whole demand window. */
    static final int PATIENCE = DemandWindow.TICKS;

    /** A host is idle while no vCPU demands this share of a pCPU and all together less than the next on average. */
    static final double IDLE_VCPU = 0.05;

    static final double IDLE_MEAN = 0.10;

    private static final Setting NOISE_SETTING =
            Setting.real("noise", NOISE, 0, 1, "pCPU", "a predicted gain up to this is none");
    private static final Setting TOLERANCE_SETTING = Setting.real(
            "tolerance", TOLERANCE, 0, 1, "pCPU", "what a placement may fall short of the best one to save moves");
    private static final Setting PRICE_SETTING = Setting.real(
            "price", PRICE, 0, 1000, "pCPU-ticks", "the gain beyond noise, summed over ticks, that is worth moving");
    private static final Setting PATIENCE_SETTING =
            Setting.whole("patience", PATIENCE, 1, 3600, "ticks", "how long load or gain must be seen before acting");

    private final double noise;
    private final double tolerance;
    private final double price;
    private final int patience;
    private final Standing standing = new Standing();
    private final HostLoads hostLoads = new HostLoads();
    private int loadedTicks;
    private int gainfulTicks;
    private double cost;

    /** With the standard settings. */
    public SteadyPolicy() {
        this(Settings.STANDARD);
    }

    /** @param noise a predicted gain up to this is noise, as a share of one pCPU */
    public SteadyPolicy(double noise) {
        this(new Settings(Map.of(NOISE_SETTING, noise)));
    }

    SteadyPolicy(Settings settings) {
        noise = settings.of(NOISE_SETTING);
        tolerance = settings.of(TOLERANCE_SETTING);
        price = settings.of(PRICE_SETTING);
        patience = settings.whole(PATIENCE_SETTING);
    }

    @Override
    public Plan decide(Observation seen) {
        HostSnapshot snapshot = HostSnapshot.of(seen.sample());
        standing.see(seen.sample(), snapshot);
        hostLoads.see(snapshot);
        Vcpus vcpus = standing.vcpus();
        double[] demand = vcpus.demand(seen);
        if (vcpus.isEmpty() || demand == null || idle(demand, vcpus.pcpus().size())) {
            forget();
            return Plan.NOTHING;
        }
        loadedTicks++;
        PlacementProblem problem = standing.problem(demand, hostLoads.of(vcpus.pcpus()));
        int[] present = standing.placement();
        if (standing.anyFree()) {
            return loadedTicks < patience ? Plan.NOTHING : place(vcpus, problem, present);
        }
        return rebalance(vcpus, problem, present);
    }

    private Plan place(Vcpus vcpus, PlacementProblem problem, int[] present) {
        Placement chosen = PlacementSearch.nearest(present, PlacementSearch.best(problem), noise);
        forget();
        return Plan.of(vcpus.pins(
                chosen.positions(), "placed by demand for a largest load of " + percent(chosen.largest()) + " %"));
    }

    private Plan rebalance(Vcpus vcpus, PlacementProblem problem, int[] present) {
        Placement now = Placement.of(problem, present);
        if (now.largest() - now.smallest() <= noise && now.shared() <= noise) {
            return unchanged();
        }
        double expected = PlacementSearch.isExact(problem)
                ? now.gain(PlacementSearch.best(problem))
                : Math.max(now.largest() - problem.lowerBound(), now.shared());
        if (expected <= noise) {
            return unchanged();
        }
        gainfulTicks++;
        cost += expected - noise;
        if (gainfulTicks < patience || cost < price) {
            return Plan.NOTHING;
        }
        Placement best = PlacementSearch.best(problem);
        double gain = now.gain(best);
        if (gain <= noise) {
            return unchanged();
        }
        // Where not all that was expected can be had, as much less was lost.
        cost *= (gain - noise) / (expected - noise);
        if (cost < price) {
            return Plan.NOTHING;
        }
        Placement chosen = PlacementSearch.nearest(present, best, tolerance);
        forget();
        return Plan.of(vcpus.pins(
                chosen.positions(),
                "largest load " + percent(now.largest()) + " → " + percent(chosen.largest()) + " %, a pCPU gains "
                        + percent(gain) + " points"));
    }

    private Plan unchanged() {
        gainfulTicks = 0;
        cost = 0;
        return Plan.NOTHING;
    }

    private void forget() {
        loadedTicks = 0;
        gainfulTicks = 0;
        cost = 0;
    }

    private static boolean idle(double[] demand, int pcpus) {
        return Loads.most(demand) < IDLE_VCPU && Loads.sum(demand) < IDLE_MEAN * pcpus;
    }

    private static String percent(double share) {
        return Long.toString(Math.round(100 * share));
    }

    /** {@code steady}. */
    public static final class Factory extends ShippedFactory {
        public Factory() {
            super(
                    "steady",
                    PolicyKind.CPU,
                    "Places vCPUs by demand, near-optimally with few moves, and leaves alone what is balanced or idle.",
                    List.of(NOISE_SETTING, PRICE_SETTING, PATIENCE_SETTING, TOLERANCE_SETTING),
                    SteadyPolicy::new);
        }
    }
}
