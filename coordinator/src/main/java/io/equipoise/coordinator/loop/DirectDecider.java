package io.equipoise.coordinator.loop;

import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.OneLine;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.PolicyFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a policy on the loop's own thread, however long it takes: no clock is read. */
final class DirectDecider implements Decider {
    private static final Logger LOG = LoggerFactory.getLogger(DirectDecider.class);
    private static final int LONGEST_ERROR = 400;

    private final ActivePolicy policy;

    DirectDecider(ActivePolicy policy) {
        this.policy = policy;
    }

    // What a policy may throw is anyone's guess, and none of it may end the loop.
    @Override
    @SuppressWarnings("CatchingUnchecked")
    public Outcome decide(Observation seen) {
        try {
            Plan plan = policy.policy().decide(seen);
            if (plan == null) {
                return Outcome.failed("the policy returned no plan");
            }
            if (plan.changes().isEmpty()) {
                return Outcome.of(plan);
            }
            long targets = targets(seen);
            return plan.changes().size() > targets
                    ? Outcome.failed("the plan has " + plan.changes().size() + " changes for " + targets + " targets")
                    : Outcome.of(plan);
        } catch (PolicyFailure e) {
            return Outcome.failed(OneLine.of(String.valueOf(e.getMessage()), LONGEST_ERROR));
        } catch (Throwable e) {
            LOG.debug("{} failed", policy.name(), e);
            return Outcome.failed("the policy failed: " + text(e));
        }
    }

    /** All that a plan can name: every vCPU and every balloon. */
    private static long targets(Observation seen) {
        return seen.sample().domains().stream()
                .mapToLong(domain -> domain.vcpus().size() + 1L)
                .sum();
    }

    /** What a policy threw, in one line. */
    static String text(Throwable error) {
        try {
            return OneLine.of(String.valueOf(error), LONGEST_ERROR);
        } catch (Throwable worse) {
            return error.getClass().getName();
        }
    }

    @Override
    public void close() {
        try {
            policy.policy().close();
        } catch (Throwable e) {
            LOG.warn("{} could not be closed: {}", policy.name(), text(e));
        }
    }
}
