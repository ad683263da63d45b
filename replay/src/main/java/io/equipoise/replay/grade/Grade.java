package io.equipoise.replay.grade;

import java.util.List;

/** A trace's verdict on its case, with a finding for each check. */
public record Grade(String caseName, Verdict verdict, List<Finding> findings) {
    public Grade {
        findings = List.copyOf(findings);
    }

    /** The grade that follows from the findings. */
    public static Grade of(String caseName, List<Finding> findings) {
        return new Grade(
                caseName, Verdict.ofAll(findings.stream().map(Finding::verdict).toList()), findings);
    }
}
