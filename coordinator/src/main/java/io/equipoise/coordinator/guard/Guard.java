package io.equipoise.coordinator.guard;

import io.equipoise.coordinator.policy.Observation;
import java.util.List;

/** Limits a plan, change by change, and says why; the same for every policy, live and in replay. */
public interface Guard {
    /** As it stands in decisions: lower case, words joined by hyphens. */
    String name();

    /** The rulings as this guard leaves them, in the same order; those with nothing left stay as they are. */
    List<Ruling> limit(List<Ruling> rulings, Observation seen);
}
