package io.equipoise.replay.cases;

import static io.equipoise.replay.cases.CheckName.Parameter.BOUND;
import static io.equipoise.replay.cases.CheckName.Parameter.GUESTS;
import static io.equipoise.replay.cases.CheckName.Parameter.STAGE;
import static io.equipoise.replay.cases.CheckName.Parameter.TO;

import io.equipoise.coordinator.policy.PolicyKind;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The checks of the rubric; each is written in a case by its name in lower case. */
public enum CheckName {
    BALANCED(EnumSet.of(PolicyKind.CPU), EnumSet.noneOf(Parameter.class), EnumSet.of(STAGE, BOUND)),
    CONVERGED(EnumSet.allOf(PolicyKind.class), EnumSet.noneOf(Parameter.class), EnumSet.of(STAGE, BOUND)),
    STABLE(EnumSet.of(PolicyKind.CPU), EnumSet.noneOf(Parameter.class), EnumSet.of(STAGE)),
    PLACED(EnumSet.of(PolicyKind.CPU), EnumSet.noneOf(Parameter.class), EnumSet.noneOf(Parameter.class)),
    UNMOVED(EnumSet.of(PolicyKind.CPU), EnumSet.noneOf(Parameter.class), EnumSet.noneOf(Parameter.class)),
    GAINS(EnumSet.of(PolicyKind.MEMORY), EnumSet.of(STAGE, GUESTS), EnumSet.of(BOUND)),
    GIVES(EnumSet.of(PolicyKind.MEMORY), EnumSet.of(STAGE, GUESTS), EnumSet.of(BOUND)),
    RETURNS(EnumSet.of(PolicyKind.MEMORY), EnumSet.of(STAGE, GUESTS), EnumSet.of(BOUND)),
    SIMILAR(EnumSet.of(PolicyKind.MEMORY), EnumSet.of(STAGE), EnumSet.of(GUESTS, BOUND)),
    MOVES(EnumSet.of(PolicyKind.MEMORY), EnumSet.of(STAGE, GUESTS, TO), EnumSet.of(BOUND)),
    GRADUAL(EnumSet.of(PolicyKind.MEMORY), EnumSet.noneOf(Parameter.class), EnumSet.of(BOUND)),
    FLOOR(EnumSet.of(PolicyKind.MEMORY), EnumSet.noneOf(Parameter.class), EnumSet.of(BOUND)),
    RESERVE(EnumSet.of(PolicyKind.MEMORY), EnumSet.noneOf(Parameter.class), EnumSet.of(BOUND));

    /** What an expectation may say beside its check and its reason. */
    enum Parameter {
        STAGE,
        GUESTS,
        TO,
        BOUND
    }

    private final Set<PolicyKind> kinds;
    private final Set<Parameter> needed;
    private final Set<Parameter> optional;

    CheckName(Set<PolicyKind> kinds, Set<Parameter> needed, Set<Parameter> optional) {
        this.kinds = kinds;
        this.needed = needed;
        this.optional = optional;
    }

    /** As written in cases, reports and on the command line. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether cases of this kind may expect it. */
    boolean fits(PolicyKind kind) {
        return kinds.contains(kind);
    }

    boolean needs(Parameter parameter) {
        return needed.contains(parameter);
    }

    boolean takes(Parameter parameter) {
        return needed.contains(parameter) || optional.contains(parameter);
    }
}
