package io.equipoise.coordinator.policy;

import java.util.List;

/** The policies on the class path; plugins are in a {@link PolicyCatalogue} only. */
public final class Policies {
    private Policies() {}

    /** All of them: by kind, bounds last, else in the order of registration. */
    public static List<PolicyFactory> all() {
        return PolicyCatalogue.shipped().all();
    }

    /** The policies of a kind, in the order of {@link #all}. */
    public static List<PolicyFactory> of(PolicyKind kind) {
        return PolicyCatalogue.shipped().of(kind);
    }

    /** The policy of this kind and name; an {@code InputException} lists those that exist. */
    public static PolicyFactory named(PolicyKind kind, String name) {
        return PolicyCatalogue.shipped().named(kind, name);
    }
}
