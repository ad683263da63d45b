package io.equipoise.coordinator.loop;

import io.equipoise.coordinator.guard.Ruling;
import io.equipoise.coordinator.guard.ValidGuard;
import io.equipoise.coordinator.policy.NonePolicy;
import io.equipoise.coordinator.policy.Observation;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A policy in a run, until it has failed so often in a row that it stands down to {@code none}. */
final class PolicyRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyRun.class);

    private final int failuresAllowed;
    private ActivePolicy active;
    private Decider decider;
    private int failures;
    private boolean closed;
    private boolean warned;

    PolicyRun(ActivePolicy active, @Nullable Duration deadline, int failuresAllowed) {
        this.active = active;
        this.decider = deadline == null ? new DirectDecider(active) : new DeadlineDecider(active, deadline);
        this.failuresAllowed = failuresAllowed;
    }

    ActivePolicy active() {
        return active;
    }

    /** Whether it looks at what it is handed; one that fails to say so does. */
    boolean looks() {
        try {
            return active.policy().looks();
        } catch (Throwable e) {
            if (!warned) {
                warned = true;
                LOG.warn("{} cannot say whether it looks at samples: {}", active.name(), DirectDecider.text(e));
            }
            return true;
        }
    }

    Outcome decide(Observation seen) {
        return decider.decide(seen);
    }

    /** What is wrong with a tick's plan as a whole; null where nothing is. */
    static @Nullable String failure(Outcome outcome, List<Ruling> rulings) {
        if (outcome.error() != null) {
            return outcome.error();
        }
        boolean nonsense =
                !rulings.isEmpty() && rulings.stream().allMatch(ruling -> ValidGuard.NAME.equals(ruling.guard()));
        return nonsense
                ? "nothing in the plan made sense: "
                        + String.join("; ", rulings.get(0).clauses())
                : null;
    }

    /** Counts a tick's failure or success; true when the policy has now failed too often and stands down. */
    boolean standsDown(@Nullable String failure) {
        failures = failure == null ? 0 : failures + 1;
        if (failures < failuresAllowed) {
            return false;
        }
        decider.close();
        active = new ActivePolicy("none", new NonePolicy(), active.role());
        decider = new DirectDecider(active);
        failures = 0;
        return true;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            decider.close();
        }
    }
}
