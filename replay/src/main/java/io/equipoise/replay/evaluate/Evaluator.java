package io.equipoise.replay.evaluate;

import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.replay.run.DemandEnd;
import io.equipoise.replay.run.RecordedDemand;
import io.equipoise.replay.run.Replay;
import io.equipoise.replay.score.Metric;
import io.equipoise.replay.score.Scores;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Replays every policy on every trace, on as many threads as there are processors; each trace is decoded once. */
public final class Evaluator {
    private final PolicyChoice choice;
    private final Progress progress;
    private final Executor threads;

    private Evaluator(PolicyChoice choice, Progress progress, Executor threads) {
        this.choice = choice;
        this.progress = progress;
        this.threads = threads;
    }

    /** Everything about these traces under these policies, in order of trace and then of policy. */
    public static Evaluation evaluate(List<TraceSource> sources, PolicyChoice choice, Progress progress) {
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            Evaluator evaluator = new Evaluator(choice, progress, threads);
            List<CompletableFuture<Evaluation>> parts =
                    sources.stream().map(evaluator::part).toList();
            List<EvaluationRow> rows = new ArrayList<>();
            List<ModelError> errors = new ArrayList<>();
            for (Evaluation part : joined(parts).join()) {
                rows.addAll(part.rows());
                errors.addAll(part.modelErrors());
            }
            if (rows.isEmpty()) {
                throw new InputException("none of the policies is of the kind of these traces");
            }
            return new Evaluation(rows, errors);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Traces as they are, graded and scored with no replay, in their order; of those that can be replayed with the model's error. */
    public static Evaluation asTheyAre(List<TraceSource> sources) {
        List<Evaluation> parts = sources.parallelStream().map(Evaluator::asItIs).toList();
        return new Evaluation(
                parts.stream().flatMap(part -> part.rows().stream()).toList(),
                parts.stream().flatMap(part -> part.modelErrors().stream()).toList());
    }

    private static Evaluation asItIs(TraceSource source) {
        Recording recording = Recording.of(source);
        String policy = recording.trace().header().policy();
        EvaluationRow row = EvaluationRow.graded(
                policy == null ? "unknown" : policy, false, recording.testCase(), source.name(), recording.trace());
        List<ModelError> errors = RecordedDemand.canBeReplayed(recording.trace())
                ? ModelErrors.selfChecks(recording, RecordedDemand.of(source.name(), recording.trace())).stream()
                        .map(error -> error.withSource(source.name()))
                        .toList()
                : List.of();
        return new Evaluation(List.of(row), errors);
    }

    private CompletableFuture<Evaluation> part(TraceSource source) {
        return CompletableFuture.supplyAsync(() -> Recording.of(source), threads)
                .thenCompose(recording -> {
                    List<PolicyFactory> policies = recording.policies(choice);
                    if (policies.isEmpty()) {
                        return CompletableFuture.completedFuture(new Evaluation(List.of(), List.of()));
                    }
                    RecordedDemand demand = RecordedDemand.of(source.name(), recording.trace());
                    List<RecordedDemand> ends = recording.kinds().stream().anyMatch(demand::isUncertain)
                            ? List.of(demand.at(DemandEnd.LOW), demand.at(DemandEnd.HIGH))
                            : List.of();
                    progress.expect(policies.size());
                    List<CompletableFuture<EvaluationRow>> rows = policies.stream()
                            .map(policy ->
                                    CompletableFuture.supplyAsync(() -> row(recording, demand, ends, policy), threads))
                            .toList();
                    CompletableFuture<List<ModelError>> errors =
                            CompletableFuture.supplyAsync(() -> ModelErrors.of(recording, demand), threads);
                    return joined(rows).thenCombine(errors, Evaluation::new);
                });
    }

    /** @param ends the low and the high end of an uncertain demand */
    private EvaluationRow row(
            Recording recording, RecordedDemand demand, List<RecordedDemand> ends, PolicyFactory policy) {
        MemoryTrace replayed = Replay.run(demand, recording.setup(demand), policy);
        String source = recording.name(policy.kind());
        EvaluationRow row = EvaluationRow.graded(policy.name(), policy.bound(), recording.testCase(), source, replayed);
        if (demand.isUncertain(policy.kind())) {
            row = row.withScores(Scores.between(
                    row.scores(), scores(recording, ends.get(0), policy), scores(recording, ends.get(1), policy)));
        }
        progress.done(source, policy.name());
        return row;
    }

    private static Map<String, Metric> scores(Recording recording, RecordedDemand demand, PolicyFactory policy) {
        return Scores.of(Replay.run(demand, recording.setup(demand), policy), recording.testCase());
    }

    private static <T> CompletableFuture<List<T>> joined(List<CompletableFuture<T>> parts) {
        return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
                .thenApply(done -> parts.stream().map(CompletableFuture::join).toList());
    }
}
