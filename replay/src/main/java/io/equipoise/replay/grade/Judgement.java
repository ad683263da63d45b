package io.equipoise.replay.grade;

import java.util.List;
import java.util.stream.Collectors;

/** A verdict with its evidence. */
record Judgement(Verdict verdict, String evidence) {
    private static final int SHOWN = 2;

    static Judgement of(boolean holds, String evidence) {
        return new Judgement(holds ? Verdict.PASS : Verdict.FAIL, evidence);
    }

    static Judgement undecided(String evidence) {
        return new Judgement(Verdict.INCONCLUSIVE, evidence);
    }

    /** The verdict of several of one kind, with the evidence of the first that led to it. */
    static Judgement ofAll(List<Judgement> judgements) {
        Verdict verdict =
                Verdict.ofAll(judgements.stream().map(Judgement::verdict).toList());
        return new Judgement(
                verdict,
                joined(judgements.stream()
                        .filter(judgement -> judgement.verdict() == verdict)
                        .map(Judgement::evidence)
                        .toList()));
    }

    private static String joined(List<String> evidence) {
        int more = evidence.size() - SHOWN;
        return evidence.stream().limit(SHOWN).collect(Collectors.joining("; "))
                + (more > 0 ? "; and " + more + " more" : "");
    }
}
