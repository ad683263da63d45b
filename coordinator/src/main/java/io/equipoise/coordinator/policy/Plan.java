package io.equipoise.coordinator.policy;

import io.equipoise.traces.CpuSet;
import java.util.List;
import java.util.Objects;

/** What a policy wants to change; targets that are not named stay as they are. */
public record Plan(List<Change> changes) {
    /** Leaves everything as it is. */
    public static final Plan NOTHING = new Plan(List.of());

    /** Characters of a reason that are kept. */
    static final int LONGEST_REASON = 400;

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
    public record Pin(String domain, int vcpu, CpuSet affinity, String reason) implements Change {
        public Pin {
            Objects.requireNonNull(domain, "domain");
            Objects.requireNonNull(affinity, "affinity");
            reason = OneLine.of(reason, LONGEST_REASON);
        }
    }

    /** A guest's new balloon size, KiB. */
    public record Balloon(String domain, long kib, String reason) implements Change {
        public Balloon {
            Objects.requireNonNull(domain, "domain");
            reason = OneLine.of(reason, LONGEST_REASON);
        }
    }
}
