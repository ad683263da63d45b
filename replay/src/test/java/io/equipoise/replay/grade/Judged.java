package io.equipoise.replay.grade;

import io.equipoise.replay.cases.Cases;
import io.equipoise.traces.MemoryTrace;

/** What the rubric says of a made run, by the name of a case and of a check, or how that name begins. */
final class Judged {
    private Judged() {}

    static Grade grade(String name, MemoryTrace trace) {
        return Grader.grade(trace, Cases.named(name), Balance.ABSOLUTE);
    }

    static Verdict verdict(String name, String check, MemoryTrace trace) {
        return verdict(grade(name, trace), check);
    }

    static Verdict verdict(Grade grade, String check) {
        return finding(grade, check).verdict();
    }

    static String evidence(Grade grade, String check) {
        return finding(grade, check).evidence();
    }

    private static Finding finding(Grade grade, String check) {
        return grade.findings().stream()
                .filter(finding -> finding.name().startsWith(check))
                .findFirst()
                .orElseThrow();
    }
}
