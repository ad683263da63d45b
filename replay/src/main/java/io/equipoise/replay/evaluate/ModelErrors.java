package io.equipoise.replay.evaluate;

import io.equipoise.coordinator.policy.Policies;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.compare.Compared;
import io.equipoise.replay.compare.Comparison;
import io.equipoise.replay.compare.Difference;
import io.equipoise.replay.compare.Differences;
import io.equipoise.replay.run.RecordedDemand;
import io.equipoise.replay.run.Replay;
import io.equipoise.replay.score.Noise;
import io.equipoise.replay.score.Scores;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.TraceHeader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Finds how far the model is from a recorded trace. */
public final class ModelErrors {
    private static final Set<Compared> CPU = EnumSet.of(Compared.PCPU_USAGE, Compared.VCPU_USAGE);
    private static final Set<Compared> MEMORY =
            EnumSet.complementOf(EnumSet.of(Compared.PCPU_USAGE, Compared.PCPU_WINDOWS, Compared.VCPU_USAGE));

    private ModelErrors() {}

    /** By how much the model puts each score of a trace off; unknown where it cannot be held against what was recorded. */
    public static Noise noise(TraceSource source) {
        Recording recording = Recording.of(source);
        if (!RecordedDemand.canBeReplayed(recording.trace())) {
            return Noise.UNKNOWN;
        }
        return of(recording, RecordedDemand.of(source.name(), recording.trace())).stream()
                .map(ModelError::scores)
                .reduce(Noise.UNKNOWN, Noise::or);
    }

    static List<ModelError> of(Recording recording, RecordedDemand demand) {
        List<ModelError> errors = new ArrayList<>(selfChecks(recording, demand));
        String reference = recording.source().reference();
        if (reference != null) {
            MemoryTrace recorded = new TraceSource(reference, reference, null).read();
            MemoryTrace predicted =
                    Replay.run(demand, recording.ownSetup(demand), Policies.named(PolicyKind.MEMORY, "none"));
            Comparison comparison =
                    Comparison.of(reference, recorded, recording.source().name(), predicted, recording.testCase());
            errors.add(new ModelError(
                    recording.name(PolicyKind.MEMORY),
                    "Prediction: none replayed from this trace, against none as recorded",
                    sentences(comparison.differences(), MEMORY),
                    Noise.between(comparison.a().scores(), comparison.b().scores())));
        }
        return errors;
    }

    /**
     * The recorded actions of a trace replayed, against the trace; nothing for one that the model made itself, whose host is not
     * known, or whose guests hold more than its header says they may.
     */
    static List<ModelError> selfChecks(Recording recording, RecordedDemand demand) {
        MemoryTrace truth = recording.trace();
        if (truth.header().source() == TraceHeader.Source.REPLAY || demand.pcpus().length == 0) {
            return List.of();
        }
        MemoryTrace replayed;
        try {
            replayed = Replay.recordedActions(demand);
        } catch (InputException e) {
            return List.of();
        }
        Differences differences = Differences.byTick(truth, replayed);
        Noise scores = Noise.between(Scores.of(truth, recording.testCase()), Scores.of(replayed, recording.testCase()));
        List<ModelError> errors = new ArrayList<>();
        for (PolicyKind kind : recording.kinds()) {
            List<String> lines = sentences(differences, kind == PolicyKind.CPU ? CPU : MEMORY);
            if (!lines.isEmpty()) {
                errors.add(new ModelError(
                        recording.name(kind),
                        "Model's error on " + recording.source().name()
                                + ": what was done while recording, replayed on the recorded host's own shape",
                        lines,
                        scores));
            }
        }
        return errors;
    }

    private static List<String> sentences(Differences differences, Set<Compared> quantities) {
        return differences.all().stream()
                .filter(difference -> quantities.contains(difference.quantity()))
                .map(Difference::text)
                .toList();
    }
}
