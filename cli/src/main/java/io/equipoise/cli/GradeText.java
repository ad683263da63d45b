package io.equipoise.cli;

import io.equipoise.replay.grade.Finding;
import io.equipoise.replay.grade.Grade;
import io.equipoise.replay.grade.Verdict;
import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;

/** A grade for people: the case's verdict, then a line for each check. */
final class GradeText {

    private GradeText() {}

    static void print(Grade grade, PrintWriter out) {
        int width = grade.findings().stream()
                .mapToInt(finding -> finding.name().length())
                .max()
                .orElse(1);
        out.println(grade.caseName() + ": " + coloured(grade.verdict(), 0));
        for (Finding finding : grade.findings()) {
            out.printf(
                    "  %s  %-" + width + "s  %s%n",
                    coloured(finding.verdict(), Verdict.INCONCLUSIVE.text().length()),
                    finding.name(),
                    finding.evidence());
        }
    }

    private static String coloured(Verdict verdict, int width) {
        String colour = switch (verdict) {
            case PASS -> "green";
            case FAIL -> "red";
            case INCONCLUSIVE -> "yellow";
        };
        String padded =
                verdict.text() + " ".repeat(Math.max(0, width - verdict.text().length()));
        return Ansi.AUTO.string("@|" + colour + " " + padded + "|@");
    }
}
