package io.equipoise.testbed.trial;

import io.equipoise.coordinator.loop.ActivePolicy;
import io.equipoise.coordinator.policy.OneLine;
import io.equipoise.coordinator.policy.PolicyCatalogue;
import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.Case;
import io.equipoise.traces.Decision.Role;
import io.equipoise.traces.InputException;
import java.util.List;

/** Who acts in a trial. */
public sealed interface Acting {
    /** As it stands in the trace's header. */
    String name();

    /** Whether it is shown only as a bound, outside the ranking. */
    boolean bound();

    /** What decides in the control loop; nothing when it acts by itself. */
    List<ActivePolicy> policies();

    /** What a trace's note says of it, after a semicolon; may be empty. */
    String note();

    /** A policy, in the control loop under its guards. */
    record OfPolicy(PolicyFactory policy) implements Acting {
        @Override
        public String name() {
            return policy.name();
        }

        @Override
        public boolean bound() {
            return policy.bound();
        }

        @Override
        public List<ActivePolicy> policies() {
            return List.of(new ActivePolicy(policy.name(), policy.create(), Role.ACTIVE));
        }

        @Override
        public String note() {
            return "";
        }
    }

    /** A program that talks to libvirt itself, without loop or guards. */
    record OfProgram(Program program) implements Acting {
        private static final int LONGEST_COMMAND = 300;

        @Override
        public String name() {
            return program.name();
        }

        @Override
        public boolean bound() {
            return false;
        }

        @Override
        public List<ActivePolicy> policies() {
            return List.of();
        }

        @Override
        public String note() {
            return "; program " + OneLine.of(String.join(" ", program.command()), LONGEST_COMMAND);
        }
    }

    /**
     * An {@link InputException} when it decides about something else than this case is about or cannot act on real guests; a
     * program may do anything.
     */
    default void requireFor(Case testCase) {
        if (this instanceof OfPolicy of) {
            PolicyFactory policy = PolicyCatalogue.requireLive(of.policy());
            if (policy.kind() != testCase.kind()) {
                throw new InputException("policy " + name() + " decides about " + policy.kind() + ", case "
                        + testCase.name() + " is about " + testCase.kind());
            }
        }
    }

    /** The bound of memory policies has its balloons at the maximum before the load, not in the course of it. */
    default boolean liftsBalloons(Case testCase) {
        return bound() && testCase.kind() == PolicyKind.MEMORY;
    }
}
