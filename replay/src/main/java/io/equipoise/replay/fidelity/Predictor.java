package io.equipoise.replay.fidelity;

import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.replay.cases.Case;
import io.equipoise.replay.run.RecordedDemand;
import io.equipoise.replay.run.Replay;
import io.equipoise.replay.run.ReplaySetup;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.TraceHeader;
import io.equipoise.traces.format.TraceFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Predicts what a policy does in a case from one trace of the case alone: of a CPU case the one recorded with {@code none}, of
 * a memory case the one recorded with {@code maximum}.
 */
public final class Predictor {
    private final Path folder;
    private final Map<String, RecordedDemand> recorded = new HashMap<>();
    private final Map<List<Object>, MemoryTrace> predicted = new HashMap<>();

    /** @param folder of recorded traces as they ship ({@code CASE}, {@code CASE-maximum}), or of trials ({@code CASE/none/1}) */
    public Predictor(Path folder) {
        this.folder = folder;
    }

    /** The prediction of a trial: on a host of its shape, under its memory budget, its guests starting as the case starts. */
    public MemoryTrace predict(Case testCase, PolicyFactory policy, TraceHeader trial) {
        int pcpus = trial.host().pcpus();
        long budget = trial.memoryBudgetKiB() == null ? -1 : trial.memoryBudgetKiB();
        return predicted.computeIfAbsent(
                List.of(testCase.name(), policy.kind(), policy.name(), pcpus, budget),
                key -> Replay.run(source(testCase), setup(testCase, trial), policy));
    }

    /** The same over the demand that the trial itself shows, so that no other load is left for an error. */
    static MemoryTrace again(TrialTrace trial) {
        TraceHeader header = trial.trace().header();
        return Replay.run(
                RecordedDemand.of(trial.name(), trial.trace()), setup(trial.testCase(), header), trial.policy());
    }

    private static ReplaySetup setup(Case testCase, TraceHeader trial) {
        return ReplaySetup.of(testCase).withPcpus(trial.host().pcpus()).withMemoryBudgetKiB(trial.memoryBudgetKiB());
    }

    /** The trace that predictions of a case stand on. */
    RecordedDemand source(Case testCase) {
        return recorded.computeIfAbsent(testCase.name(), name -> {
            String source = path(testCase).toString();
            return RecordedDemand.of(source, TraceFormat.open(source));
        });
    }

    /** An {@link InputException} says where the trace that predictions of a case stand on was looked for and is not. */
    public void requireSource(Case testCase) {
        path(testCase);
    }

    /** Whether this is the very trace that predictions of a case stand on. */
    public boolean standsOn(Case testCase, Path trace) {
        return path(testCase)
                .toAbsolutePath()
                .normalize()
                .equals(trace.toAbsolutePath().normalize());
    }

    private Path path(Case testCase) {
        boolean memory = switch (testCase.kind()) {
            case CPU -> false;
            case MEMORY -> true;
        };
        Path shipped = folder.resolve(testCase.name() + (memory ? "-maximum" : ""));
        Path trial = folder.resolve(testCase.name())
                .resolve(memory ? "maximum" : "none")
                .resolve("1");
        for (Path path : List.of(trial, shipped)) {
            if (Files.exists(path.resolve("trace.json"))) {
                return path;
            }
        }
        throw new InputException(shipped + ": no trace to predict case " + testCase.name() + " from, and none at "
                + trial + "; name a folder that has one with --from");
    }
}
