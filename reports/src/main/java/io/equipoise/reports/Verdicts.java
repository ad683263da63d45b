package io.equipoise.reports;

import io.equipoise.replay.evaluate.EvaluationRow;
import io.equipoise.replay.grade.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verdicts as people read them: a sign and a word, so that colour is never needed. */
public final class Verdicts {
    private Verdicts() {}

    /** The verdict of a row; null outside cases. */
    public static @Nullable Verdict of(EvaluationRow row) {
        return row.grade() == null ? null : row.grade().verdict();
    }

    /** A sign that differs in shape. */
    public static String sign(@Nullable Verdict verdict) {
        if (verdict == null) {
            return "·";
        }
        return switch (verdict) {
            case PASS -> "✓";
            case FAIL -> "✗";
            case INCONCLUSIVE -> "?";
        };
    }

    /** The word. */
    public static String word(@Nullable Verdict verdict) {
        return verdict == null ? "not graded" : verdict.text();
    }

    /** How many of these rows pass. */
    public static long passes(List<EvaluationRow> rows) {
        return rows.stream().filter(row -> of(row) == Verdict.PASS).count();
    }
}
