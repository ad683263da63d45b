package io.equipoise.coordinator.policy;

import io.equipoise.traces.InputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The policies on the class path, found by ServiceLoader. */
public final class Policies {

    private Policies() {}

    /** All of them: by kind, bounds last, else in the order of registration. */
    public static List<PolicyFactory> all() {
        List<PolicyFactory> found = new ArrayList<>();
        ServiceLoader.load(PolicyFactory.class).forEach(found::add);
        found.sort(Comparator.comparing(PolicyFactory::kind).thenComparing(PolicyFactory::bound));
        return List.copyOf(found);
    }

    /** The policies of a kind, in the order of {@link #all}. */
    public static List<PolicyFactory> of(PolicyKind kind) {
        return all().stream().filter(policy -> policy.kind() == kind).toList();
    }

    /** The policy of this kind and name; an {@link InputException} lists those that exist. */
    public static PolicyFactory named(PolicyKind kind, String name) {
        List<PolicyFactory> known = of(kind);
        for (PolicyFactory policy : known) {
            if (policy.name().equals(name)) {
                return policy;
            }
        }
        throw new InputException("no " + kind.name().toLowerCase(Locale.ROOT) + " policy is called '" + name
                + "'; there are: " + known.stream().map(PolicyFactory::name).collect(Collectors.joining(", ")));
    }
}
