package io.equipoise.coordinator.policy;

import io.equipoise.traces.InputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The policies that can be named: those on the class path, those of plugins, and outside programs. */
public final class PolicyCatalogue {
    private final List<PolicyFactory> policies;

    private PolicyCatalogue(List<PolicyFactory> policies) {
        List<PolicyFactory> sorted = new ArrayList<>(policies);
        sorted.sort(Comparator.comparing(PolicyFactory::kind).thenComparing(PolicyFactory::bound));
        this.policies = List.copyOf(sorted);
    }

    /** Those on the class path. */
    public static PolicyCatalogue shipped() {
        List<PolicyFactory> found = new ArrayList<>();
        ServiceLoader.load(PolicyFactory.class).forEach(found::add);
        return new PolicyCatalogue(found);
    }

    /** These and more. */
    public PolicyCatalogue with(List<PolicyFactory> more) {
        return new PolicyCatalogue(
                Stream.concat(policies.stream(), more.stream()).toList());
    }

    /** All of them: by kind, bounds last, else in the order of registration. */
    public List<PolicyFactory> all() {
        return policies;
    }

    /** The policies of a kind, in the order of {@link #all}. */
    public List<PolicyFactory> of(PolicyKind kind) {
        return policies.stream().filter(policy -> policy.kind() == kind).toList();
    }

    /**
     * The policy of this kind and name, which may end in settings; an {@link InputException} lists those that exist, or
     * says what is wrong with a setting.
     */
    public PolicyFactory named(PolicyKind kind, String name) {
        return scheme(name)
                .map(scheme -> scheme.named(kind, name))
                .or(() -> of(kind).stream()
                        .filter(policy -> isNamed(policy, name))
                        .findFirst()
                        .map(policy -> ConfiguredFactory.of(policy, name)))
                .orElseThrow(() -> new InputException("no " + kind.name().toLowerCase(Locale.ROOT)
                        + " policy is called '" + name + "'; there are: " + names(policy -> policy.kind() == kind)));
    }

    /** The same for a real host, where an {@link InputException} refuses those that are of replays only. */
    public PolicyFactory live(PolicyKind kind, String name) {
        return requireLive(named(kind, name));
    }

    /** The policy itself; an {@link InputException} when it is of replays only. */
    public static PolicyFactory requireLive(PolicyFactory policy) {
        if (policy.replayOnly()) {
            throw new InputException(
                    "the policy '" + policy.name() + "' cannot run on a real host: it knows the future,"
                            + " which only a replay does; use it with evaluate, replay or sweep");
        }
        return policy;
    }

    /** Whether there is a policy of this kind and name, whatever settings the name ends in; programs do not count. */
    public boolean has(PolicyKind kind, String name) {
        return of(kind).stream().anyMatch(policy -> isNamed(policy, name));
    }

    /** The policies of this name, which may end in settings, one of each kind that has one. */
    public List<PolicyFactory> named(String name) {
        Optional<PolicyScheme> scheme = scheme(name);
        List<PolicyFactory> found = scheme.isPresent()
                ? Stream.of(PolicyKind.values())
                        .map(kind -> scheme.get().named(kind, name))
                        .toList()
                : policies.stream()
                        .filter(policy -> isNamed(policy, name))
                        .map(policy -> ConfiguredFactory.of(policy, name))
                        .toList();
        if (found.isEmpty()) {
            throw new InputException("no policy is called '" + name + "'; there are: " + names(policy -> true));
        }
        return found;
    }

    private static boolean isNamed(PolicyFactory policy, String name) {
        return policy.name().equals(ConfiguredFactory.baseName(name));
    }

    private String names(Predicate<PolicyFactory> wanted) {
        return policies.stream()
                .filter(wanted)
                .map(PolicyFactory::name)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static Optional<PolicyScheme> scheme(String name) {
        return ServiceLoader.load(PolicyScheme.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(scheme -> name.startsWith(scheme.prefix() + ":"))
                .findFirst();
    }
}
