package io.equipoise.cli;

import io.equipoise.replay.compare.Comparison;
import io.equipoise.replay.compare.Difference;
import io.equipoise.replay.compare.Outcome;
import io.equipoise.reports.Numbers;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A comparison as text: both traces, how far they lie apart, and the checks that judge them differently. */
final class ComparisonText {
    private ComparisonText() {}

    static void print(Comparison comparison, PrintWriter out) {
        Outcome a = comparison.a();
        Outcome b = comparison.b();
        new AlignedText()
                .row("trace", a.name(), b.name())
                .row("policy", a.policy(), b.policy())
                .row("ticks to balance", ticks(a), ticks(b))
                .row("verdict", verdict(a), verdict(b))
                .print(out);
        out.println();
        AlignedText differences = new AlignedText()
                .row("mean absolute difference", "", "%", "B less A", "largest", "where, ticks since the onset");
        for (Difference difference : comparison.differences().all()) {
            differences.row(
                    difference.quantity().text() + ", " + difference.quantity().unit(),
                    figure(difference.mean()),
                    difference.percent() == null ? "-" : figure(difference.percent()),
                    figure(difference.bias()),
                    figure(difference.largest()),
                    difference.where());
        }
        differences.print(out);
        out.println("over " + comparison.ticks() + " ticks from the load's onset on");
        comparison.notes().forEach(out::println);
        comparison.changedVerdicts().forEach(change -> out.println("judged differently: " + change));
    }

    private static String ticks(Outcome outcome) {
        return outcome.ticksToBalance() == null ? "never" : Numbers.text(outcome.ticksToBalance());
    }

    private static String verdict(Outcome outcome) {
        return outcome.grade() == null
                ? "not graded"
                : outcome.grade().verdict().text();
    }

    private static String figure(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.1f", value);
    }
}
