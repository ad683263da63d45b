package io.equipoise.replay.evaluate;

import io.equipoise.coordinator.policy.Policies;
import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.traces.InputException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/** The policies that an evaluation replays; one name may stand for a policy of each kind, as {@code none} does. */
public record PolicyChoice(List<PolicyFactory> policies) {
    public PolicyChoice {
        policies = List.copyOf(policies);
    }

    /** All policies there are. */
    public static PolicyChoice all() {
        return new PolicyChoice(Policies.all());
    }

    /** The policies of these names, in this order; an {@link InputException} lists those that exist. */
    public static PolicyChoice named(List<String> names) {
        List<PolicyFactory> all = Policies.all();
        List<PolicyFactory> chosen = new ArrayList<>();
        for (String name : new LinkedHashSet<>(names)) {
            List<PolicyFactory> found =
                    all.stream().filter(policy -> policy.name().equals(name)).toList();
            if (found.isEmpty()) {
                String known = all.stream().map(PolicyFactory::name).distinct().collect(Collectors.joining(", "));
                throw new InputException("no policy is called '" + name + "'; there are: " + known);
            }
            chosen.addAll(found);
        }
        return new PolicyChoice(chosen);
    }

    /** Those of a kind. */
    public List<PolicyFactory> of(PolicyKind kind) {
        return policies.stream().filter(policy -> policy.kind() == kind).toList();
    }

    /** Whether a policy of this name is among them. */
    public boolean has(String name) {
        return policies.stream().anyMatch(policy -> policy.name().equals(name));
    }
}
