package io.equipoise.replay.fidelity;

import io.equipoise.replay.compare.Outcome;
import io.equipoise.replay.score.Better;
import io.equipoise.replay.score.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two policies that a score tells apart in trials of one case: by more than the spread between repeated trials.
 *
 * @param better the policy that is better live
 * @param live the better one's mean less the worse one's, over all trials
 * @param predicted the same of the predictions
 */
public record Pair(String caseName, String score, String better, String worse, double live, double predicted) {
    /** The score that a policy does not show which never balances: longer than any that does. */
    private static final String TICKS_TO_BALANCE = "ticks to balance";

    /** Whether the prediction orders them alike: a predicted difference of none does not. */
    public boolean agrees() {
        return Math.signum(live) == Math.signum(predicted) && predicted != 0;
    }

    /** The counted pairs of the cells of one case, bounds left out, by each score that one can be better in. */
    static List<Pair> of(List<Cell> cells) {
        Map<String, Better> scores = new LinkedHashMap<>();
        for (Cell cell : cells) {
            for (Outcome live : cell.live()) {
                live.scores().forEach((name, metric) -> scores.putIfAbsent(name, metric.better()));
            }
        }
        List<Pair> pairs = new ArrayList<>();
        scores.forEach((score, better) -> {
            for (int i = 0; i < cells.size() && better != Better.NEITHER; i++) {
                for (int j = i + 1; j < cells.size(); j++) {
                    Pair pair = of(score, better, cells.get(i), cells.get(j));
                    if (pair != null && !cells.get(i).bound() && !cells.get(j).bound()) {
                        pairs.add(pair);
                    }
                }
            }
        });
        return pairs;
    }

    private static @Nullable Pair of(String score, Better better, Cell one, Cell other) {
        Repeated liveOne = values(score, one.live());
        Repeated liveOther = values(score, other.live());
        Double mean = liveOne.mean();
        Double otherMean = liveOther.mean();
        Double spread = liveOne.spread();
        Double otherSpread = liveOther.spread();
        Double predicted = values(score, one.predicted()).mean();
        Double otherPredicted = values(score, other.predicted()).mean();
        if (mean == null
                || otherMean == null
                || spread == null
                || otherSpread == null
                || predicted == null
                || otherPredicted == null
                || !(Math.abs(mean - otherMean) > Math.max(spread, otherSpread))) {
            return null;
        }
        // Two that never balance are predicted alike, though infinity less itself is no number.
        double foretold = predicted.equals(otherPredicted) ? 0 : predicted - otherPredicted;
        boolean first = better == Better.LOWER ? mean < otherMean : mean > otherMean;
        return first
                ? new Pair(one.testCase().name(), score, one.policy(), other.policy(), mean - otherMean, foretold)
                : new Pair(one.testCase().name(), score, other.policy(), one.policy(), otherMean - mean, -foretold);
    }

    private static Repeated values(String score, List<Outcome> outcomes) {
        return Repeated.of(outcomes, outcome -> {
            Metric metric = outcome.scores().get(score);
            Double value = metric == null ? null : metric.value();
            return value == null && score.equals(TICKS_TO_BALANCE) ? (Double) Double.POSITIVE_INFINITY : value;
        });
    }
}
