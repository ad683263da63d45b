package io.equipoise.coordinator.loop;

import io.equipoise.traces.Decision;
import io.equipoise.traces.Decision.Value;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceSink;
import io.equipoise.traces.VcpuSample;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decisions on their way to the trace, in order of tick: each waits until its effect was seen, at most a few ticks, and
 * until those before it went.
 */
final class DecisionLog {
    /** Ticks after which a decision goes with whatever is seen then. */
    static final long PATIENCE = 10;

    private final TraceSink sink;
    private final Deque<Decision> waiting = new ArrayDeque<>();

    DecisionLog(TraceSink sink) {
        this.sink = sink;
    }

    void add(Decision decision) {
        waiting.addLast(decision);
    }

    /** Fills in what a sample shows of earlier decisions, and hands over those that need not wait. */
    void see(Sample sample) {
        for (int i = waiting.size(); i > 0; i--) {
            waiting.addLast(filled(waiting.removeFirst(), sample));
        }
        while (!waiting.isEmpty() && isDone(waiting.getFirst(), sample.tick())) {
            sink.decision(waiting.removeFirst());
        }
    }

    /** Hands over the rest as it is. */
    void close() {
        waiting.forEach(sink::decision);
        waiting.clear();
    }

    /** The decision with the newest value seen after it, unless its effect was seen before. */
    private static Decision filled(Decision decision, Sample sample) {
        if (!wasTaken(decision) || sample.tick() <= decision.tick() || Effect.isSeen(decision)) {
            return decision;
        }
        Value seen = seen(decision, sample);
        return seen == null ? decision : DecisionRows.observed(decision, seen, sample.tick());
    }

    private static boolean isDone(Decision decision, long tick) {
        return !wasTaken(decision) || Effect.isSeen(decision) || tick - decision.tick() >= PATIENCE;
    }

    private static boolean wasTaken(Decision decision) {
        return Actor.OK.equals(decision.answer());
    }

    private static @Nullable Value seen(Decision decision, Sample sample) {
        String uuid = Objects.requireNonNull(decision.domain());
        DomainSample domain = sample.domain(uuid).orElse(null);
        if (domain == null) {
            return null;
        }
        if (decision.vcpu() == null) {
            MemorySample memory = domain.memory();
            return memory == null || memory.currentKiB() == null ? null : Value.ofKiB(memory.currentKiB());
        }
        for (VcpuSample vcpu : domain.vcpus()) {
            if (vcpu.number() == decision.vcpu() && vcpu.affinity() != null) {
                return Value.of(vcpu.affinity());
            }
        }
        return null;
    }
}
