package io.equipoise.replay.fidelity;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.compare.Compared;
import io.equipoise.replay.run.RecordedDemand;
import io.equipoise.traces.TraceHeader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What replays predicted of trials against what the trials became.
 *
 * @param cells in the order of the trials
 * @param pairs of policies that trials tell apart
 * @param sources what the predictions of each case stand on
 */
public record Fidelity(List<Cell> cells, List<Pair> pairs, List<Source> sources) {
    /** The mean absolute error that a prediction of a pCPU's usage may have, points. */
    public static final double PCPU_POINTS = 5;

    /** The same of balloon and unused memory, percent. */
    public static final double MEMORY_PERCENT = 5;

    public Fidelity {
        cells = List.copyOf(cells);
        pairs = List.copyOf(pairs);
        sources = List.copyOf(sources);
    }

    /**
     * What a case's predictions stand on.
     *
     * @param trace its name
     * @param header what it says of itself
     * @param trials what the first of the case's trials says: a load that was calibrated otherwise is another load
     */
    public record Source(String caseName, String trace, TraceHeader header, TraceHeader trials) {}

    /** Predicts every trial and compares it with its prediction. */
    public static Fidelity of(List<TrialTrace> trials, Predictor predictor) {
        Map<List<String>, List<TrialTrace>> cells = new LinkedHashMap<>();
        for (TrialTrace trial : trials) {
            List<String> key = List.of(trial.testCase().name(), trial.policy().name());
            cells.computeIfAbsent(key, none -> new ArrayList<>()).add(trial);
        }
        List<Cell> compared =
                cells.values().stream().map(cell -> Cell.of(cell, predictor)).toList();
        Map<String, List<Cell>> cases = new LinkedHashMap<>();
        for (Cell cell : compared) {
            cases.computeIfAbsent(cell.testCase().name(), name -> new ArrayList<>())
                    .add(cell);
        }
        return new Fidelity(
                compared,
                cases.values().stream()
                        .flatMap(ofCase -> Pair.of(ofCase).stream())
                        .toList(),
                cases.values().stream()
                        .map(ofCase -> source(ofCase.get(0), predictor))
                        .toList());
    }

    private static Source source(Cell cell, Predictor predictor) {
        RecordedDemand source = predictor.source(cell.testCase());
        return new Source(
                cell.testCase().name(),
                source.name(),
                source.header(),
                cell.live().get(0).header());
    }

    /** Those of CPU or of memory cases. */
    public List<Cell> of(PolicyKind kind) {
        return cells.stream().filter(cell -> cell.testCase().kind() == kind).toList();
    }

    /** What a prediction is to be held against in this kind of case. */
    public static List<Compared> targets(PolicyKind kind) {
        return switch (kind) {
            case CPU -> List.of(Compared.PCPU_USAGE);
            case MEMORY -> List.of(Compared.BALLOON, Compared.UNUSED);
        };
    }
}
