package io.equipoise.coordinator.policy;

import io.equipoise.traces.CpuSet;
import java.util.List;

/** What a policy wants to change; targets that are not named stay as they are. */
public record Plan(List<Change> changes) {
    /** Leaves everything as it is. */
    public static final Plan NOTHING = new Plan(List.of());

    public Plan {
        changes = List.copyOf(changes);
    }

    /** A plan of changes of any kind. */
    public static Plan of(List<? extends Change> changes) {
        return new Plan(List.copyOf(changes));
    }

    /** One target's new value. */
    public sealed interface Change {
        /** UUID of the domain. */
        String domain();

        /** Why, in one sentence. */
        String reason();
    }

    /** A vCPU's new affinity. */
    public record Pin(String domain, int vcpu, CpuSet affinity, String reason) implements Change {}

    /** A guest's new balloon size, KiB. */
    public record Balloon(String domain, long kib, String reason) implements Change {}
}
