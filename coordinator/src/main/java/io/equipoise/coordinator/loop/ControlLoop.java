package io.equipoise.coordinator.loop;

import io.equipoise.coordinator.guard.BalloonWatch;
import io.equipoise.coordinator.guard.GuardChain;
import io.equipoise.coordinator.guard.Ruling;
import io.equipoise.coordinator.host.Host;
import io.equipoise.coordinator.host.Ticker;
import io.equipoise.coordinator.policy.Observation;
import io.equipoise.traces.Decision;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceSink;
import io.equipoise.traces.demand.Demand;
import io.equipoise.traces.demand.DemandWindow;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Observe, decide, guard, act, once a tick; it does not know whether host and time are real. Every sample and then every
 * decision goes to the sink; a decision that was carried out follows when its effect is seen, or a few ticks later. A policy that fails loses that tick's
 * plan, and stands down to {@code none} when it fails too often in a row.
 */
public final class ControlLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlLoop.class);

    private final Ticker ticker;
    private final List<PolicyRun> policies;
    private final LoopSettings settings;
    private final TraceSink sink;
    private final Host host;
    private final Actor actor;
    private final BalloonWatch balloons;
    private final GuardChain guards;
    private final DemandWindow window = new DemandWindow();
    private final DecisionLog decisions;
    private final Consumer<? super Decision> made;

    public ControlLoop(Host host, Ticker ticker, List<ActivePolicy> policies, LoopSettings settings, TraceSink sink) {
        this(host, ticker, policies, settings, sink, decision -> {});
    }

    /** @param made is shown each decision when it is made and answered, before its effect is seen */
    public ControlLoop(
            Host host,
            Ticker ticker,
            List<ActivePolicy> policies,
            LoopSettings settings,
            TraceSink sink,
            Consumer<? super Decision> made) {
        this.host = host;
        this.ticker = ticker;
        this.policies = policies.stream()
                .map(policy -> new PolicyRun(policy, settings.deadline(), settings.failuresAllowed()))
                .toList();
        this.settings = settings;
        this.sink = sink;
        this.balloons = new BalloonWatch(settings.limits());
        this.actor = new Actor(host, ticker, balloons);
        this.guards = GuardChain.standard(balloons, settings.offSwitch());
        this.decisions = new DecisionLog(sink);
        this.made = made;
    }

    /** Ticks until the ticker is over, then closes. */
    public void run() {
        for (OptionalLong tick = ticker.next(); tick.isPresent(); tick = ticker.next()) {
            tick(tick.getAsLong());
        }
        close();
    }

    /** One tick, for callers with a schedule of their own, who close the loop after the last. */
    public void tick(long tick) {
        step(host.observe(tick));
    }

    /** One tick, for callers who observe by themselves and may have missed it. */
    public void step(Sample sample) {
        sink.sample(sample);
        boolean looked = false;
        for (PolicyRun policy : policies) {
            looked |= policy.looks();
        }
        Demand demand = looked ? look(sample) : Demand.NONE;
        for (PolicyRun policy : policies) {
            decide(policy, looked ? observation(sample, demand) : unseen(sample));
        }
        decisions.see(sample);
    }

    /** Takes in what policies and guards look at, and keep; a loop that once does not look never looks again. */
    private Demand look(Sample sample) {
        balloons.see(sample.made());
        return window.add(sample);
    }

    /** Hands the decisions whose effect was not seen yet to the sink, and closes the policies. */
    @Override
    public void close() {
        policies.forEach(PolicyRun::close);
        decisions.close();
    }

    private void decide(PolicyRun run, Observation seen) {
        ActivePolicy policy = run.active();
        long begin = ticker.nanos();
        Outcome outcome = run.decide(seen);
        long took = ticker.nanos() - begin;
        // A clock that stands still measured nothing.
        Long duration = took == 0 ? null : took;
        long tick = seen.sample().tick();
        List<Ruling> rulings = guards.apply(outcome.plan(), seen);
        if (rulings.isEmpty()) {
            add(DecisionRows.ofNoPlan(tick, policy, duration, outcome.error()));
        }
        for (Ruling ruling : rulings) {
            Decision decision = DecisionRows.of(seen.sample(), policy, ruling, duration);
            add(policy.role() == Decision.Role.ACTIVE ? actor.carryOut(ruling, decision) : decision);
        }
        String failure = PolicyRun.failure(outcome, rulings);
        if (outcome.error() != null) {
            LOG.warn("{}: tick {}: plan dropped: {}", policy.name(), tick, outcome.error());
        }
        if (run.standsDown(failure)) {
            sayStoodDown(policy, tick, String.valueOf(failure));
        }
    }

    private void add(Decision decision) {
        decisions.add(decision);
        made.accept(decision);
    }

    private void sayStoodDown(ActivePolicy policy, long tick, String failure) {
        String detail = policy.name() + " stands down to none after " + settings.failuresAllowed()
                + " failures in a row, the last: " + failure;
        LOG.warn("tick {}: {}", tick, detail);
        long now = ticker.utcMicros();
        sink.event(new Event(tick, now == 0 ? null : now, EventType.POLICY_CHANGED, null, null, detail));
    }

    /** What is handed to a policy that does not look. */
    private Observation unseen(Sample sample) {
        return new Observation(sample, Demand.NONE, null, 0, settings.limits());
    }

    /** What a policy sees now; policies of one tick see what those before them gave. */
    private Observation observation(Sample sample, Demand demand) {
        long pending = balloons.pendingKiB();
        Long free = settings.budget().freeKiB(sample);
        return new Observation(sample, demand, free == null ? null : free - pending, pending, settings.limits());
    }
}
