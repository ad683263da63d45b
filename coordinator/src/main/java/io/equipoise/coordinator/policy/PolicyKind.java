package io.equipoise.coordinator.policy;

/** What a policy decides about. */
public enum PolicyKind {
    CPU,
    MEMORY
}
