package io.equipoise.replay.run;

import io.equipoise.coordinator.loop.ActivePolicy;
import io.equipoise.coordinator.loop.ControlLoop;
import io.equipoise.coordinator.loop.LoopSettings;
import io.equipoise.coordinator.policy.Limits;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.traces.Decision;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.MemoryBudget;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.Trace;
import io.equipoise.traces.TraceHeader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs a policy over a recorded demand on the model host; what comes out is a trace like any other. */
public final class Replay {
    /** The policy for which the memory budget is lifted: a bound. */
    private static final String MAXIMUM = "maximum";

    /** A host stays above its reserve by a page. */
    private static final long PAGE_KIB = 4;

    private Replay() {}

    /** Decodes a trace and replays one policy over it; decode once by {@link RecordedDemand#of} for several. */
    public static MemoryTrace run(Trace recorded, ReplaySetup setup, PolicyFactory policy) {
        return run(RecordedDemand.of(recorded), setup, policy);
    }

    /** Replays a policy, which is made anew; the result depends on nothing but the arguments. */
    public static MemoryTrace run(RecordedDemand recorded, ReplaySetup setup, PolicyFactory policy) {
        boolean lifted = policy.name().equals(MAXIMUM) && setup.memoryBudgetKiB() != null;
        Long budget = lifted ? (Long) sumOfMaxima(recorded) : budget(recorded, setup);
        String note = lifted ? "; the memory budget is lifted to the sum of the maxima and the reserve" : "";
        MemoryTrace.Builder result = builder(recorded, setup, policy.name(), budget, note);
        ModelHost host = new ModelHost(recorded, setup, budget);
        Policy made = policy instanceof FutureFactory knowing ? knowing.create(recorded) : policy.create();
        ActivePolicy active = new ActivePolicy(policy.name(), made, Decision.Role.ACTIVE);
        try (ControlLoop loop = new ControlLoop(
                host,
                new VirtualTicker(recorded.samples()),
                List.of(active),
                LoopSettings.replay(Limits.RUBRIC, new MemoryBudget(budget)),
                result)) {
            loop.run();
        }
        return result.build();
    }

    /** Replays what was done while the trace was recorded, on the recorded host's own shape: what a model's error shows in. */
    public static MemoryTrace recordedActions(RecordedDemand recorded) {
        ReplaySetup setup = ReplaySetup.asRecorded(recorded);
        Long budget = budget(recorded, setup);
        String policy = recorded.header().policy();
        MemoryTrace.Builder result = builder(
                recorded, setup, policy == null ? "recorded" : policy, budget, "; its own actions were replayed");
        ModelHost host = new ModelHost(recorded, setup, budget);
        RecordedActions actions = new RecordedActions(recorded);
        for (int t = 0; t < recorded.samples().size(); t++) {
            result.sample(host.observe(recorded.samples().get(t).tick()));
            actions.carryOut(t, host);
        }
        return result.build();
    }

    private static MemoryTrace.Builder builder(
            RecordedDemand recorded, ReplaySetup setup, String policy, @Nullable Long budget, String note) {
        TraceHeader header = recorded.header();
        MemoryTrace.Builder result = new MemoryTrace.Builder(new TraceHeader(
                TraceHeader.Source.REPLAY,
                header.created(),
                new TraceHeader.HostShape(setup.pcpus(), header.host().memoryKiB()),
                header.intervalMillis(),
                header.kernel(),
                header.libvirt(),
                header.accelerator(),
                setup.caseName() == null ? header.caseName() : setup.caseName(),
                policy,
                budget,
                header.calibration(),
                note(recorded, setup) + note));
        recorded.events().stream().filter(Replay::isOfTheLoad).forEach(result::event);
        recorded.censored().forEach(result::event);
        recorded.loads().forEach(result::load);
        return result;
    }

    private static String note(RecordedDemand recorded, ReplaySetup setup) {
        TraceHeader header = recorded.header();
        return "replay of " + recorded.name() + " (recorded " + header.created() + " with policy "
                + (header.policy() == null ? "unknown" : header.policy()) + " on "
                + header.host().pcpus() + " pCPUs) on a model host of " + setup.pcpus()
                + " pCPUs: closed queueing network, need and budget" + recorded.uncertainty();
    }

    /** What a replay's own policy does, and what its own demand hides, is told anew. */
    private static boolean isOfTheLoad(Event event) {
        return event.type() != EventType.POLICY_CHANGED && event.type() != EventType.CENSORED;
    }

    /** The setup's budget, or what the recorded guests held and their host had free; null where that is unknown. */
    private static @Nullable Long budget(RecordedDemand recorded, ReplaySetup setup) {
        Sample first = recorded.samples().get(0);
        if (setup.memoryBudgetKiB() != null || first.host().freeKiB() == null) {
            return setup.memoryBudgetKiB();
        }
        return first.host().freeKiB()
                + first.domains().stream().mapToLong(ModelMemory::heldKiB).sum();
    }

    private static long sumOfMaxima(RecordedDemand recorded) {
        Map<String, Long> maxima = new HashMap<>();
        for (Sample sample : recorded.samples()) {
            for (DomainSample domain : sample.domains()) {
                if (domain.maximumKiB() != null) {
                    maxima.merge(domain.uuid(), domain.maximumKiB(), Math::max);
                }
            }
        }
        long sum = maxima.values().stream().mapToLong(Long::longValue).sum();
        return sum + Limits.RUBRIC.reserveKiB() + PAGE_KIB;
    }
}
