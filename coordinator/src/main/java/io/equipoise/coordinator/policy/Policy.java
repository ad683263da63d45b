package io.equipoise.coordinator.policy;

/**
 * Decides from what was seen what should be: one instance a run, deterministic in the observations so far. It may keep
 * fields, but reads no clock and does no I/O.
 */
public interface Policy {
    /** What should change now; called once a tick. */
    Plan decide(Observation seen);
}
