package io.equipoise.replay.sweep;

import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.coordinator.policy.Setting;
import io.equipoise.replay.evaluate.Progress;
import io.equipoise.replay.grade.Balance;
import io.equipoise.replay.grade.Finding;
import io.equipoise.replay.grade.Grade;
import io.equipoise.replay.grade.Grader;
import io.equipoise.replay.grade.Verdict;
import io.equipoise.replay.run.RecordedDemand;
import io.equipoise.replay.run.Replay;
import io.equipoise.replay.score.Noise;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryTrace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Replays a grid on several threads. Each replay is journaled when it is done; one whose trace, policy, settings, code,
 * case and host shape were replayed before is taken from the journal. The result depends on nothing but the plan.
 */
public final class Sweep {
    private final SweepPlan plan;
    private final SweepJournal journal;
    private final Progress progress;
    private final CodeVersion versions = new CodeVersion();

    private Sweep(SweepPlan plan, SweepJournal journal, Progress progress) {
        this.plan = plan;
        this.journal = journal;
        this.progress = progress;
    }

    /** Runs the plan; when it ends early, what was done by then is in the journal. */
    public static SweepResult run(SweepPlan plan, SweepJournal journal, int threads, Progress progress) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            return new Sweep(plan, journal, progress).run(pool);
        } finally {
            pool.shutdownNow();
        }
    }

    private SweepResult run(ExecutorService pool) {
        List<SweepTrace> traces = inOrder(plan.traces().stream()
                .map(source -> pool.submit(() -> SweepTrace.of(source)))
                .toList());
        List<Task> tasks = new ArrayList<>();
        for (SweepTrace trace : traces) {
            for (PolicyFactory point : plan.points()) {
                if (trace.kinds().contains(point.kind())) {
                    tasks.add(new Task(trace, point, key(trace, point)));
                }
            }
        }
        if (tasks.isEmpty()) {
            throw new InputException("none of the policies is of the kind of these traces");
        }
        List<Future<Noise>> errors =
                traces.stream().map(trace -> pool.submit(trace::modelError)).toList();
        List<Task> left = tasks.stream().filter(task -> known(task).isEmpty()).toList();
        left.forEach(task -> task.trace.expect());
        progress.expect(left.size());
        List<Future<SweepRow>> rows = tasks.stream()
                .map(task -> pool.submit(() -> known(task).orElseGet(() -> replayed(task))))
                .toList();
        return new SweepResult(plan.host(), inOrder(rows), byName(traces, inOrder(errors)), tasks.size() - left.size());
    }

    private static Map<String, Noise> byName(List<SweepTrace> traces, List<Noise> errors) {
        Map<String, Noise> named = new LinkedHashMap<>();
        for (int i = 0; i < traces.size(); i++) {
            named.put(traces.get(i).name(), errors.get(i));
        }
        return named;
    }

    private Optional<SweepRow> known(Task task) {
        return journal.outcome(task.key)
                .map(outcome -> new SweepRow(task.trace.name(), task.trace.testCase(), task.point, outcome));
    }

    private SweepRow replayed(Task task) {
        SweepTrace trace = task.trace;
        RecordedDemand demand = trace.demand();
        MemoryTrace replay = Replay.run(demand, plan.host().setup(trace.testCase(), demand), task.point);
        trace.release();
        SweepRow row = new SweepRow(trace.name(), trace.testCase(), task.point, outcome(replay, task));
        journal.add(task.key, row);
        progress.done(trace.name(), task.point.name());
        return row;
    }

    private static SweepOutcome outcome(MemoryTrace replay, Task task) {
        Grade grade =
                task.trace.testCase() == null ? null : Grader.grade(replay, task.trace.testCase(), Balance.ABSOLUTE);
        List<String> notHeld = grade == null
                ? List.of()
                : grade.findings().stream()
                        .filter(finding -> finding.verdict() != Verdict.PASS)
                        .map(Finding::name)
                        .toList();
        long failed = replay.decisions().stream()
                .filter(decision -> decision.error() != null)
                .count();
        return new SweepOutcome(
                grade == null ? null : grade.verdict(),
                notHeld,
                Math.toIntExact(failed),
                SweepScores.of(replay, task.trace.testCase(), task.point.kind()));
    }

    /** Equal where the outcome must be: by contents, never by names of traces or dates of files. */
    private String key(SweepTrace trace, PolicyFactory point) {
        Fingerprint key = new Fingerprint()
                .add(trace.content(), trace.testCase())
                .add(plan.host().pcpus(), plan.host().memoryBudgetKiB())
                .add(point.kind(), point.base().name(), versions.of(point));
        for (Setting setting : point.settings()) {
            key.add(setting.name(), point.values().of(setting));
        }
        return key.hex();
    }

    private static <T> List<T> inOrder(List<Future<T>> futures) {
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            try {
                results.add(future.get());
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CompletionException(e);
            }
        }
        return results;
    }

    private record Task(SweepTrace trace, PolicyFactory point, String key) {}
}
