package io.equipoise.reports.fidelity;

import io.equipoise.replay.compare.Comparison;
import io.equipoise.replay.compare.Outcome;
import io.equipoise.replay.fidelity.Cell;
import io.equipoise.replay.fidelity.Repeated;
import io.equipoise.replay.grade.Grade;
import io.equipoise.reports.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands in the cells of fidelity's tables. */
final class Cells {
    private Cells() {}

    /** The mean, and how far repetitions lie apart: {@code 2.1 ± 0.3}. */
    static String figure(Repeated figure) {
        if (figure.isEmpty()) {
            return Numbers.text((Double) null);
        }
        String mean = fixed(figure.mean());
        return figure.spread() == null ? mean : mean + " ± " + fixed(figure.spread());
    }

    static String mean(Repeated figure) {
        return fixed(figure.mean());
    }

    private static String fixed(@Nullable Double value) {
        return value == null ? Numbers.text((Double) null) : String.format(Locale.ROOT, "%.1f", value);
    }

    /** One value for each; a single one where all are the same. */
    static String ticks(List<Outcome> outcomes) {
        return joined(outcomes.stream()
                .map(outcome -> outcome.ticksToBalance() == null ? "never" : Numbers.text(outcome.ticksToBalance()))
                .toList());
    }

    static String verdicts(List<Outcome> outcomes) {
        return joined(outcomes.stream().map(outcome -> verdict(outcome.grade())).toList());
    }

    static String verdict(@Nullable Grade grade) {
        return grade == null ? "" : grade.verdict().text();
    }

    private static String joined(List<String> values) {
        List<String> different = values.stream().distinct().toList();
        return different.size() == 1 ? different.get(0) : String.join(", ", values);
    }

    /** Each check whose verdict was not predicted, as {@code balanced: live, predicted}, with the number of trials. */
    static String changed(Cell cell) {
        return cell.trials().stream()
                .map(Comparison::changedVerdicts)
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(change -> change, LinkedHashMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(change -> change.getKey() + (cell.trials().size() == 1 ? "" : " ×" + change.getValue()))
                .collect(Collectors.joining("; "));
    }

    /** How many trials, and of how many the host was not quiet. */
    static String trials(Cell cell) {
        return cell.trials().size() + (cell.disturbed() == 0 ? "" : ", " + cell.disturbed() + " disturbed");
    }
}
