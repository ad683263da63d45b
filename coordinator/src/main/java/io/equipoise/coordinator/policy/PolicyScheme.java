package io.equipoise.coordinator.policy;

/** Makes policies out of names that are more than names, such as {@code exec:./policy.py}; found by ServiceLoader. */
public interface PolicyScheme {
    /** What such a name begins with, up to its colon. */
    String prefix();

    /** The policy of a whole name, as it was typed; an {@code InputException} where there can be none. */
    PolicyFactory named(PolicyKind kind, String name);
}
