package io.equipoise.replay.grade;

import java.util.List;
import java.util.stream.Collectors;

/** A verdict with its evidence. */
record Judgement(Verdict verdict, String evidence) {

    static Judgement of(boolean holds, String evidence) {
        return new Judgement(holds ? Verdict.PASS : Verdict.FAIL, evidence);
    }

    static Judgement undecided(String evidence) {
        return new Judgement(Verdict.INCONCLUSIVE, evidence);
    }

    /** The verdict of several of one kind, with the evidence of those that led to it. */
    static Judgement ofAll(List<Judgement> judgements) {
        Verdict verdict =
                Verdict.ofAll(judgements.stream().map(Judgement::verdict).toList());
        return new Judgement(
                verdict,
                judgements.stream()
                        .filter(judgement -> judgement.verdict() == verdict)
                        .map(Judgement::evidence)
                        .collect(Collectors.joining("; ")));
    }
}
