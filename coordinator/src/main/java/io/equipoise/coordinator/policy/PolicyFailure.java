package io.equipoise.coordinator.policy;

/** A policy's own word that it has no plan at this tick, and why, in one sentence. */
public final class PolicyFailure extends RuntimeException {
    public PolicyFailure(String message) {
        super(message);
    }
}
