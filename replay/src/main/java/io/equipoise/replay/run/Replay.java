package io.equipoise.replay.run;

import io.equipoise.coordinator.loop.ActivePolicy;
import io.equipoise.coordinator.policy.Limits;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.traces.Decision;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.Trace;
import io.equipoise.traces.TraceHeader;
import io.equipoise.traces.TraceSink;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Runs a policy over a recorded demand on the model host; what comes out is a trace like any other. */
public final class Replay {
    /** The policy for which the memory budget is lifted: a bound. */
    private static final String MAXIMUM = "maximum";

    /** A host stays above its reserve by a page. */
    private static final long PAGE_KIB = 4;

    private static final String STREAMED = "; streamed, every load taken for closed";

    private Replay() {}

    /** Decodes a trace and replays one policy over it; decode once by {@link RecordedDemand#of} for several. */
    public static MemoryTrace run(Trace recorded, ReplaySetup setup, PolicyFactory policy) {
        return run(RecordedDemand.of(recorded), setup, policy);
    }

    /** Replays a policy, which is made anew; the result depends on nothing but the arguments. */
    public static MemoryTrace run(RecordedDemand recorded, ReplaySetup setup, PolicyFactory policy) {
        MemoryTrace.Builder result =
                new MemoryTrace.Builder(header(recorded.survey(), setup, policy, recorded.uncertainty()));
        run(recorded, setup, policy, result);
        return result.build();
    }

    /** The same with the rows to a sink; what that does not look at is not made. */
    public static void run(RecordedDemand recorded, ReplaySetup setup, PolicyFactory policy, TraceSink sink) {
        Survey survey = recorded.survey();
        recorded.events().stream().filter(Replay::isOfTheLoad).forEach(sink::event);
        recorded.censored().forEach(sink::event);
        recorded.trace().loads().forEach(sink::load);
        Long budget = budget(survey, setup, policy);
        ModelHost host = new ModelHost(survey, start(setup, policy), budget);
        Policy made = policy.base() instanceof FutureFactory knowing
                ? knowing.create(recorded, policy.values())
                : policy.create();
        ActivePolicy active = new ActivePolicy(policy.name(), made, Decision.Role.ACTIVE);
        try (ReplayRun run = new ReplayRun(host, active, budget, sink)) {
            run.over(recorded.stretch());
        }
    }

    /**
     * Replays policies over a trace of any length, all in one pass: each stretch is decoded once, lived through by every
     * policy and forgotten. Each replay's rows go to its own sink; what a sink does not look at is not made. A policy that
     * must know the future is an {@link InputException}.
     *
     * @param sinks makes the sink of each policy, given the header of its replay
     */
    public static void run(
            StreamedDemand recorded,
            ReplaySetup setup,
            List<PolicyFactory> policies,
            BiFunction<PolicyFactory, TraceHeader, TraceSink> sinks) {
        for (PolicyFactory policy : policies) {
            if (policy.base() instanceof FutureFactory) {
                throw new InputException(policy.name() + ": knows the whole trace, which a stream does not hold");
            }
        }
        Survey survey = recorded.survey();
        try (ReplayRuns runs = new ReplayRuns()) {
            for (PolicyFactory policy : policies) {
                TraceSink sink = sinks.apply(policy, header(survey, setup, policy, STREAMED));
                Long budget = budget(survey, setup, policy);
                ModelHost host = new ModelHost(survey, start(setup, policy), budget);
                ActivePolicy active = new ActivePolicy(policy.name(), policy.create(), Decision.Role.ACTIVE);
                runs.add(new ReplayRun(host, active, budget, sink));
            }
            StretchDecoder stretches = recorded.stretches();
            TraceRows rows = new TraceRows(survey.trace(), Replay::isOfTheLoad);
            while (stretches.hasNext()) {
                Stretch stretch = stretches.next();
                rows.until(stretch, !stretches.hasNext());
                for (ReplayRun run : runs.all()) {
                    rows.handTo(run.sink());
                    run.over(stretch);
                }
            }
        }
    }

    /** Replays what was done while the trace was recorded, on the recorded host's own shape: what a model's error shows in. */
    public static MemoryTrace recordedActions(RecordedDemand recorded) {
        ReplaySetup setup = ReplaySetup.asRecorded(recorded);
        Survey survey = recorded.survey();
        Long budget = budget(survey, setup);
        String policy = recorded.header().policy();
        MemoryTrace.Builder result = new MemoryTrace.Builder(header(
                survey,
                setup,
                policy == null ? "recorded" : policy,
                budget,
                recorded.uncertainty() + "; its own actions were replayed"));
        recorded.events().stream().filter(Replay::isOfTheLoad).forEach(result::event);
        recorded.censored().forEach(result::event);
        recorded.trace().loads().forEach(result::load);
        ModelHost host = new ModelHost(recorded, setup, budget);
        RecordedActions actions = new RecordedActions(recorded);
        for (int t = 0; t < recorded.samples().size(); t++) {
            result.sample(host.observe(recorded.samples().get(t).tick()));
            actions.carryOut(t, host);
        }
        return result.build();
    }

    private static TraceHeader header(Survey survey, ReplaySetup setup, PolicyFactory policy, String loads) {
        return header(survey, setup, policy.name(), budget(survey, setup, policy), loads + lifted(setup, policy));
    }

    private static String lifted(ReplaySetup setup, PolicyFactory policy) {
        return isLifted(setup, policy)
                ? "; the memory budget is lifted to the sum of the maxima and the reserve"
                        + (setup.balloonKiB() == null ? "" : ", and every balloon starts at its maximum")
                : "";
    }

    private static TraceHeader header(
            Survey survey, ReplaySetup setup, String policy, @Nullable Long budget, String note) {
        TraceHeader header = survey.trace().header();
        return new TraceHeader(
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
                note(survey, setup) + note);
    }

    private static String note(Survey survey, ReplaySetup setup) {
        TraceHeader header = survey.trace().header();
        return "replay of " + survey.name() + " (recorded " + header.created() + " with policy "
                + (header.policy() == null ? "unknown" : header.policy()) + " on "
                + header.host().pcpus() + " pCPUs) on a model host of " + setup.pcpus()
                + " pCPUs: closed queueing network, need and budget";
    }

    /** What a replay's own policy does, and what its own demand hides, is told anew. */
    private static boolean isOfTheLoad(Event event) {
        return event.type() != EventType.POLICY_CHANGED && event.type() != EventType.CENSORED;
    }

    private static boolean isLifted(ReplaySetup setup, PolicyFactory policy) {
        return policy.name().equals(MAXIMUM) && setup.memoryBudgetKiB() != null;
    }

    /** Where memory is never scarce no balloon was ever taken: a trial boots its guests so, too. */
    private static ReplaySetup start(ReplaySetup setup, PolicyFactory policy) {
        return isLifted(setup, policy) ? setup.withBalloonsAtMaximum() : setup;
    }

    private static @Nullable Long budget(Survey survey, ReplaySetup setup, PolicyFactory policy) {
        return isLifted(setup, policy)
                ? (Long) (survey.roster().sumOfMaxima() + Limits.RUBRIC.reserveKiB() + PAGE_KIB)
                : budget(survey, setup);
    }

    /** The setup's budget, or what the recorded guests held and their host had free; null where that is unknown. */
    private static @Nullable Long budget(Survey survey, ReplaySetup setup) {
        Sample first = survey.first();
        if (setup.memoryBudgetKiB() != null || first.host().freeKiB() == null) {
            return setup.memoryBudgetKiB();
        }
        return first.host().freeKiB()
                + first.domains().stream().mapToLong(ModelMemory::heldKiB).sum();
    }
}
