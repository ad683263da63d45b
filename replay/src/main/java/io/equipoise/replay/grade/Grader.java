package io.equipoise.replay.grade;

import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.Case.Expectation;
import io.equipoise.replay.cases.Case.GradedAs;
import io.equipoise.replay.cases.Cases;
import io.equipoise.replay.cases.CheckName;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Grades a trace against what its case expects. */
public final class Grader {

    private Grader() {}

    /** One finding for each expectation of the case, in its order; what a trace does not show is inconclusive. */
    public static Grade grade(Trace trace, Case testCase, Balance balance) {
        MemoryTrace held = MemoryTrace.copyOf(trace);
        GradedAs other = testCase.gradedAs();
        if (other == null || other.pcpus() != held.header().host().pcpus()) {
            return Grade.of(testCase.name(), findings(held, testCase, balance, ""));
        }
        String note = "graded as " + other.caseName() + ", whose start this is on " + other.pcpus() + " pCPUs: ";
        return Grade.of(testCase.name(), findings(held, Cases.named(other.caseName()), balance, note));
    }

    private static List<Finding> findings(MemoryTrace trace, Case testCase, Balance balance, String note) {
        if (trace.samples().isEmpty()) {
            return testCase.expectations().stream()
                    .map(expectation ->
                            new Finding(name(expectation), Verdict.INCONCLUSIVE, note + "the trace holds no sample"))
                    .toList();
        }
        Subject subject = Subject.of(trace, testCase, balance);
        List<Finding> findings = new ArrayList<>();
        for (Expectation expectation : testCase.expectations()) {
            Judgement judgement = judge(subject, expectation);
            findings.add(new Finding(name(expectation), judgement.verdict(), note + judgement.evidence()));
        }
        return findings;
    }

    private static Judgement judge(Subject subject, Expectation expectation) {
        try {
            return check(subject.testCase(), expectation.check()).judge(subject, expectation);
        } catch (Undecided undecided) {
            return Judgement.undecided(Objects.requireNonNull(undecided.getMessage()));
        }
    }

    private static Check check(Case testCase, CheckName name) {
        return switch (name) {
            case BALANCED -> new BalancedCheck();
            case CONVERGED ->
                switch (testCase.kind()) {
                    case CPU -> new ConvergedCheck();
                    case MEMORY -> new MovementBegunCheck();
                };
            case STABLE -> new StableCheck();
            case PLACED -> new PlacedCheck();
            case UNMOVED -> new UnmovedCheck();
            case GAINS -> new GainsCheck();
            case GIVES -> new GivesCheck();
            case RETURNS -> new ReturnsCheck();
            case SIMILAR -> new SimilarCheck();
            case MOVES -> new MovesCheck();
            case GRADUAL -> new GradualCheck();
            case FLOOR -> new FloorCheck();
            case RESERVE -> new ReserveCheck();
        };
    }

    private static String name(Expectation expectation) {
        return expectation.check().text()
                + (expectation.stage() == null ? "" : " stage " + expectation.stage())
                + guests(expectation.guests(), " guest ", " guests ")
                + guests(expectation.to(), " to guest ", " to guests ");
    }

    private static String guests(List<Integer> guests, String one, String several) {
        return guests.isEmpty()
                ? ""
                : (guests.size() == 1 ? one : several)
                        + CpuSet.of(guests.stream().mapToInt(Integer::intValue).toArray());
    }
}
