package io.equipoise.coordinator.guard;

import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan.Balloon;
import java.util.List;

/**
 * One balloon action in flight a guest; none on a report that is missing, stale or older than the last change, and none
 * that a guest has just failed to follow.
 */
public final class FreshGuard implements Guard {
    private final BalloonWatch watch;

    public FreshGuard(BalloonWatch watch) {
        this.watch = watch;
    }

    @Override
    public String name() {
        return "fresh";
    }

    @Override
    public List<Ruling> limit(List<Ruling> rulings, Observation seen) {
        return rulings.stream().map(this::limit).toList();
    }

    private Ruling limit(Ruling ruling) {
        if (!(ruling.left() instanceof Balloon balloon)) {
            return ruling;
        }
        String unsettled = watch.unsettled(balloon.domain(), balloon.kib());
        return unsettled == null ? ruling : ruling.drop(name(), unsettled);
    }
}
