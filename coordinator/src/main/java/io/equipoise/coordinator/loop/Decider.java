package io.equipoise.coordinator.loop;

import io.equipoise.coordinator.policy.Observation;

/** Asks one policy, and returns whatever that does. */
interface Decider extends AutoCloseable {
    Outcome decide(Observation seen);

    /** Closes the policy. */
    @Override
    void close();
}
