package io.equipoise.replay.grade;

import io.equipoise.replay.cases.Case.Expectation;
import io.equipoise.replay.measure.Stages.Span;
import io.equipoise.replay.measure.UsageWindow;
import io.equipoise.replay.measure.UsageWindows;
import java.util.ArrayList;
import java.util.List;

/** Usage deviates little in the window that closes each stage, and in the one that closes the trace if a stage is cut. */
final class BalancedCheck implements Check {

    @Override
    public Judgement judge(Subject subject, Expectation expectation) {
        List<Judgement> judgements = new ArrayList<>();
        int stages = subject.testCase().stages().size();
        for (int number = 1; number <= stages; number++) {
            if (expectation.stage() == null || expectation.stage() == number) {
                judgements.add(judge(subject, number));
            }
        }
        return Judgement.ofAll(judgements);
    }

    private static Judgement judge(Subject subject, int number) {
        Span span = subject.stages().of(number).orElse(null);
        if (span == null) {
            return Judgement.undecided(
                    "the trace ends at tick " + subject.lastTick() + " and does not show stage " + number);
        }
        Judgement closing = closing(subject, span);
        boolean isLast = number == subject.testCase().stages().size();
        return closing.verdict() == Verdict.PASS && !span.complete() && !isLast
                ? Judgement.undecided("the end of stage " + number + " is not shown; so far " + closing.evidence())
                : closing;
    }

    private static Judgement closing(Subject subject, Span span) {
        UsageWindows windows = subject.windows();
        UsageWindow window = windows.closing(span.begin(), span.end()).orElse(null);
        String dropped = dropped(windows.dropped());
        if (window == null || !window.known()) {
            return Judgement.undecided("stage " + span.number() + " has no window whose usage is known of every pCPU ("
                    + Words.ticks(span.begin(), span.end()) + ")" + dropped);
        }
        if (window.toTick() < span.end() - UsageWindows.TICKS) {
            return Judgement.undecided("the last complete window ends at tick " + window.toTick() + ", the stage at "
                    + span.end() + dropped);
        }
        return Judgement.of(subject.rule().holds(window), subject.rule().evidence(window) + dropped);
    }

    private static String dropped(int samples) {
        return switch (samples) {
            case 0 -> "";
            case 1 -> "; 1 sample dropped that lacks a pCPU or a guest";
            default -> "; " + samples + " samples dropped that lack a pCPU or a guest";
        };
    }
}
