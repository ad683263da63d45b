package io.equipoise.replay.fidelity;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.Case;
import io.equipoise.replay.compare.Compared;
import io.equipoise.replay.compare.Comparison;
import io.equipoise.replay.compare.Difference;
import io.equipoise.replay.compare.Differences;
import io.equipoise.replay.compare.Outcome;
import io.equipoise.replay.grade.Grade;
import io.equipoise.traces.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A case under a policy: each trial against its prediction.
 *
 * @param bound whether the policy is only a bound, outside the ranking
 * @param trials each trial first, its prediction second
 * @param again each CPU trial against the replay of its policy over its own demand: what is left without the difference
 *     between one trial's load and the next one's; none of memory, as a balloon that a policy made small hides its guest's need
 * @param between each pair of trials against each other: what even a perfect prediction could not tell
 * @param disturbed trials whose host was not quiet
 */
public record Cell(
        Case testCase,
        String policy,
        boolean bound,
        List<Comparison> trials,
        List<Differences> again,
        List<Differences> between,
        int disturbed) {
    public Cell {
        trials = List.copyOf(trials);
        again = List.copyOf(again);
        between = List.copyOf(between);
    }

    static Cell of(List<TrialTrace> trials, Predictor predictor) {
        TrialTrace first = trials.get(0);
        List<Comparison> comparisons = new ArrayList<>();
        List<Differences> again = new ArrayList<>();
        List<Differences> between = new ArrayList<>();
        for (int i = 0; i < trials.size(); i++) {
            TrialTrace trial = trials.get(i);
            comparisons.add(Comparison.of(
                    trial.name(),
                    trial.trace(),
                    "the prediction of " + trial.name(),
                    predictor.predict(
                            trial.testCase(), trial.policy(), trial.trace().header()),
                    trial.testCase()));
            if (trial.testCase().kind() == PolicyKind.CPU) {
                again.add(Differences.sinceOnset(
                        trial.name(), trial.trace(), "the replay of " + trial.name(), Predictor.again(trial)));
            }
            for (int j = 0; j < i; j++) {
                between.add(Differences.sinceOnset(
                        trials.get(j).name(), trials.get(j).trace(), trial.name(), trial.trace()));
            }
        }
        return new Cell(
                first.testCase(), first.policy().name(), first.policy().bound(), comparisons, again, between, (int)
                        trials.stream().filter(Cell::isDisturbed).count());
    }

    private static boolean isDisturbed(TrialTrace trial) {
        return trial.trace().events().stream()
                .anyMatch(event -> event.type() == EventType.DISTURBED && event.domain() == null);
    }

    /** The mean absolute error of each trial's prediction in a quantity, in its unit. */
    public Repeated error(Compared quantity) {
        return Repeated.of(trials, trial -> trial.differences().mean(quantity));
    }

    /** By how much each prediction is too high on average, in the quantity's unit. */
    public Repeated bias(Compared quantity) {
        return Repeated.of(
                trials,
                trial -> trial.differences().of(quantity).map(Difference::bias).orElse(null));
    }

    /** The error in percent of what the trial shows; nothing for usage. */
    public Repeated errorPercent(Compared quantity) {
        return Repeated.of(trials, trial -> percent(trial.differences().of(quantity)));
    }

    /** The mean absolute error of each CPU trial's replay over its own demand in a quantity, in its unit. */
    public Repeated ownError(Compared quantity) {
        return Repeated.of(again, differences -> differences.mean(quantity));
    }

    /** How far trials lie apart in a quantity, in its unit. */
    public Repeated noise(Compared quantity) {
        return Repeated.of(between, differences -> differences.mean(quantity));
    }

    private static @Nullable Double percent(Optional<Difference> difference) {
        return difference.map(Difference::percent).orElse(null);
    }

    /** The trials as they went, in order of try. */
    public List<Outcome> live() {
        return trials.stream().map(Comparison::a).toList();
    }

    /** What was predicted of each trial: the same unless host or budget differ. */
    public List<Outcome> predicted() {
        return trials.stream().map(Comparison::b).toList();
    }

    /** The trials whose verdict is the predicted one. */
    public int sameVerdicts() {
        return (int) trials.stream().filter(Cell::isSame).count();
    }

    private static boolean isSame(Comparison trial) {
        Grade live = trial.a().grade();
        Grade predicted = trial.b().grade();
        return Objects.equals(live == null ? null : live.verdict(), predicted == null ? null : predicted.verdict());
    }
}
