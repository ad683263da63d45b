package io.equipoise.coordinator.guard;

import io.equipoise.coordinator.host.OffSwitch;
import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan;
import java.util.List;

/** The guards in the order in which every plan passes them. */
public final class GuardChain {
    private final List<Guard> guards;

    GuardChain(List<Guard> guards) {
        this.guards = List.copyOf(guards);
    }

    /** All guards; the reserve shares only what those before it let through, and the off switch is asked last. */
    public static GuardChain standard(BalloonWatch watch, OffSwitch offSwitch) {
        return new GuardChain(List.of(
                new RunningGuard(),
                new ValidGuard(),
                new NoChangeGuard(),
                new FreshGuard(watch),
                new CeilingGuard(),
                new FloorGuard(),
                new LargestStepGuard(),
                new ReserveGuard(),
                new DeadBandGuard(),
                new OffSwitchGuard(offSwitch)));
    }

    /** What the guards leave of a plan, one ruling a change, in its order. */
    public List<Ruling> apply(Plan plan, Observation seen) {
        if (plan.changes().isEmpty()) {
            return List.of();
        }
        List<Ruling> rulings = plan.changes().stream().map(Ruling::unguarded).toList();
        for (Guard guard : guards) {
            rulings = guard.limit(rulings, seen);
        }
        return rulings;
    }
}
