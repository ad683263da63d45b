package io.equipoise.replay.evaluate;

import io.equipoise.coordinator.policy.PolicyCatalogue;
import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.coordinator.policy.PolicyKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The policies that an evaluation replays; one name may stand for a policy of each kind, as {@code none} does. */
public record PolicyChoice(List<PolicyFactory> policies) {
    public PolicyChoice {
        policies = List.copyOf(policies);
    }

    /** The policies of these names out of a catalogue, in this order; an {@code InputException} lists those that exist. */
    public static PolicyChoice named(PolicyCatalogue catalogue, List<String> names) {
        Map<String, PolicyFactory> named = new LinkedHashMap<>();
        for (String name : names) {
            catalogue.named(name).forEach(policy -> named.putIfAbsent(policy.kind() + " " + policy.name(), policy));
        }
        return new PolicyChoice(List.copyOf(named.values()));
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
