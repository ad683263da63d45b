package io.equipoise.coordinator.policy.cpu;

import io.equipoise.traces.Sample;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What mostly stays from tick to tick: vCPUs, pCPUs, places, guests and limits; made anew at a tick that shows another. */
final class Standing {
    private final OwnersLimits limits = new OwnersLimits();
    private Vcpus vcpus = new Vcpus(List.of(), List.of());
    private Guests guests = Guests.of(vcpus);
    private boolean[][] allowed = {};
    private int[][] siblings = {};
    private int[] placement = {};
    private boolean anyFree;
    private @Nullable HostSnapshot before;

    /** Takes in the next sample and its snapshot. */
    void see(Sample sample, HostSnapshot shown) {
        HostSnapshot last = before;
        before = shown;
        if (last != null && shown.runsAsIn(last)) {
            return;
        }
        Vcpus now = vcpus.now(sample);
        if (vcpus.equals(now)) {
            return;
        }
        vcpus = now == null ? Vcpus.of(sample) : now;
        if (limits.see(vcpus.vcpus()) || now == null) {
            allowed = limits.allowed(vcpus.vcpus(), vcpus.pcpus());
            guests = Guests.of(vcpus);
            siblings = guests.siblings(allowed);
        }
        placement = vcpus.placement();
        anyFree = Arrays.stream(placement).anyMatch(position -> position == Vcpus.FREE);
    }

    Vcpus vcpus() {
        return vcpus;
    }

    /** Position of the pCPU that each vCPU is pinned to, or {@link Vcpus#FREE}; not to be written. */
    int[] placement() {
        return placement;
    }

    /** Whether any vCPU has no place. */
    boolean anyFree() {
        return anyFree;
    }

    /** What is to be placed, by the demand of each vCPU and what each pCPU carries beside them. */
    PlacementProblem problem(double[] demand, double[] hostLoad) {
        return new PlacementProblem(guests.evened(demand), hostLoad, allowed, siblings);
    }
}
