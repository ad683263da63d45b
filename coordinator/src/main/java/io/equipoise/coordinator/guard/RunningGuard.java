package io.equipoise.coordinator.guard;

import io.equipoise.coordinator.policy.Observation;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import java.util.EnumSet;
import java.util.List;

/** Leaves domains that do not run as they are. */
public final class RunningGuard implements Guard {
    private static final EnumSet<DomainState> GONE = EnumSet.of(
            DomainState.PAUSED,
            DomainState.SHUTTING_DOWN,
            DomainState.SHUT_OFF,
            DomainState.CRASHED,
            DomainState.SUSPENDED);

    @Override
    public String name() {
        return "running";
    }

    @Override
    public List<Ruling> limit(List<Ruling> rulings, Observation seen) {
        return rulings.stream().map(ruling -> limit(ruling, seen)).toList();
    }

    private Ruling limit(Ruling ruling, Observation seen) {
        if (ruling.left() == null) {
            return ruling;
        }
        boolean gone = seen.sample()
                .domain(ruling.planned().domain())
                .map(DomainSample::state)
                .filter(GONE::contains)
                .isPresent();
        return gone ? ruling.drop(name(), "the domain does not run") : ruling;
    }
}
