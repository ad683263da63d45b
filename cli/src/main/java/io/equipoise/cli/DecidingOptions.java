package io.equipoise.cli;

import io.equipoise.coordinator.loop.ActivePolicy;
import io.equipoise.coordinator.policy.PolicyCatalogue;
import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.traces.Decision.Role;
import io.equipoise.traces.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which policies decide in a live run, and what becomes of their plans. */
final class DecidingOptions {
    @Mixin
    private PolicyOptions known;

    @Option(names = "--cpu", paramLabel = "POLICY", description = "What decides about affinities (see policies).")
    private @Nullable String cpu;

    @Option(names = "--memory", paramLabel = "POLICY", description = "What decides about balloons (see policies).")
    private @Nullable String memory;

    @Option(
            names = "--shadow",
            paramLabel = "POLICY",
            split = ",",
            description = {
                "A second policy that decides on the same samples; nothing of it is done.",
                "A name that both kinds have is written cpu:NAME or memory:NAME."
            })
    private List<String> shadows = List.of();

    @Option(names = "--dry-run", description = "Decide and say what would be done, touch nothing.")
    private boolean dryRun;

    boolean dryRun() {
        return dryRun;
    }

    /** In the order in which they decide: shadows first, so that they do not see what the others do at the same tick. */
    List<ActivePolicy> policies() {
        if (cpu == null && memory == null) {
            throw new InputException("name what decides: --cpu POLICY, --memory POLICY or both (see policies)");
        }
        PolicyCatalogue catalogue = known.catalogue();
        List<ActivePolicy> policies = new ArrayList<>();
        for (String shadow : shadows) {
            policies.add(policy(shadow(catalogue, shadow), Role.SHADOW));
        }
        Role role = dryRun ? Role.DRY_RUN : Role.ACTIVE;
        if (cpu != null) {
            policies.add(policy(catalogue.live(PolicyKind.CPU, cpu), role));
        }
        if (memory != null) {
            policies.add(policy(catalogue.live(PolicyKind.MEMORY, memory), role));
        }
        return policies;
    }

    private static ActivePolicy policy(PolicyFactory factory, Role role) {
        return new ActivePolicy(factory.name(), factory.create(), role);
    }

    private PolicyFactory shadow(PolicyCatalogue catalogue, String name) {
        for (PolicyKind kind : PolicyKind.values()) {
            String prefix = kind.name().toLowerCase(Locale.ROOT) + ":";
            if (name.startsWith(prefix)) {
                return catalogue.live(kind, name.substring(prefix.length()));
            }
        }
        List<PolicyKind> kinds = new ArrayList<>();
        for (PolicyKind kind : PolicyKind.values()) {
            if (catalogue.has(kind, name)) {
                kinds.add(kind);
            }
        }
        if (kinds.size() > 1) {
            throw new InputException("--shadow " + name + ": there is one for CPUs and one for memory; write cpu:"
                    + name + " or memory:" + name);
        }
        return catalogue.live(kinds.isEmpty() ? likelyKind() : kinds.get(0), name);
    }

    private PolicyKind likelyKind() {
        return cpu == null ? PolicyKind.MEMORY : PolicyKind.CPU;
    }
}
