package io.equipoise.coordinator.guard;

import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.coordinator.policy.Plan.Change;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the guards made of one planned change so far.
 *
 * @param planned what the policy wanted
 * @param left what is left of it; null once a guard dropped it
 * @param guard name of the last guard that changed it; null while none did
 * @param clauses one clause from each guard that changed it, in their order
 */
public record Ruling(
        Change planned, @Nullable Change left, @Nullable String guard, List<String> clauses) {

    public Ruling {
        clauses = List.copyOf(clauses);
    }

    /** A change that no guard has seen yet. */
    public static Ruling unguarded(Change planned) {
        return new Ruling(planned, planned, null, List.of());
    }

    /** The same with nothing left. */
    public Ruling drop(String by, String why) {
        return new Ruling(planned, null, by, with("dropped by " + by + ": " + why));
    }

    /** The same with another balloon size, KiB; the clause says what was limited, by how much and why. */
    public Ruling limit(String by, long kib, String clause) {
        return new Ruling(planned, new Balloon(planned.domain(), kib, planned.reason()), by, with(clause));
    }

    private List<String> with(String clause) {
        return Stream.concat(clauses.stream(), Stream.of(clause)).toList();
    }
}
