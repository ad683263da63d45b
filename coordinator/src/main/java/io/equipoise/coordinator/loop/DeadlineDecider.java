package io.equipoise.coordinator.loop;

import io.equipoise.coordinator.policy.Observation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks a policy on a thread of its own and waits for a limited time. What comes later is dropped, and the policy is not
 * asked again before it is done.
 */
final class DeadlineDecider implements Decider {
    private final Decider policy;
    private final Duration limit;
    private final ExecutorService worker;
    private volatile @Nullable Thread thread;
    private @Nullable CompletableFuture<Outcome> late;
    private long lateTick;

    DeadlineDecider(ActivePolicy policy, Duration limit) {
        this.policy = new DirectDecider(policy);
        this.limit = limit;
        this.worker = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, "policy " + policy.name());
            // A policy that never returns must not keep the program from ending.
            made.setDaemon(true);
            thread = made;
            return made;
        });
    }

    @Override
    public Outcome decide(Observation seen) {
        if (late != null && !late.isDone()) {
            return Outcome.failed("the policy still decides about tick " + lateTick);
        }
        CompletableFuture<Outcome> answer = CompletableFuture.supplyAsync(() -> policy.decide(seen), worker);
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            late = answer;
            lateTick = seen.sample().tick();
            interrupt();
            return Outcome.failed("the policy made no plan within " + limit.toMillis() + " ms");
        } catch (ExecutionException e) {
            return Outcome.failed("the policy failed: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.failed("interrupted while the policy decided");
        }
    }

    private void interrupt() {
        Thread deciding = thread;
        if (deciding != null) {
            deciding.interrupt();
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
        policy.close();
    }
}
