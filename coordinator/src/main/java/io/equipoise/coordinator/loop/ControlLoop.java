package io.equipoise.coordinator.loop;

import io.equipoise.coordinator.guard.BalloonWatch;
import io.equipoise.coordinator.guard.GuardChain;
import io.equipoise.coordinator.guard.Ruling;
import io.equipoise.coordinator.host.Host;
import io.equipoise.coordinator.host.Ticker;
import io.equipoise.coordinator.policy.Limits;
import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.traces.Decision;
import io.equipoise.traces.MemoryBudget;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceSink;
import io.equipoise.traces.demand.Demand;
import io.equipoise.traces.demand.DemandWindow;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Observe, decide, guard, act, once a tick; it does not know whether host and time are real. Every sample and then every
 * decision goes to the sink; a decision that was carried out follows when its effect is seen, or a few ticks later.
 */
public final class ControlLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlLoop.class);

    private final Ticker ticker;
    private final List<ActivePolicy> policies;
    private final Limits limits;
    private final MemoryBudget budget;
    private final TraceSink sink;
    private final Host host;
    private final Actor actor;
    private final BalloonWatch balloons = new BalloonWatch();
    private final GuardChain guards = GuardChain.standard(balloons);
    private final DemandWindow window = new DemandWindow();
    private final DecisionLog decisions;

    public ControlLoop(
            Host host, Ticker ticker, List<ActivePolicy> policies, Limits limits, MemoryBudget budget, TraceSink sink) {
        this.host = host;
        this.ticker = ticker;
        this.policies = List.copyOf(policies);
        this.limits = limits;
        this.budget = budget;
        this.sink = sink;
        this.actor = new Actor(host, ticker, balloons);
        this.decisions = new DecisionLog(sink);
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
        Sample sample = host.observe(tick);
        sink.sample(sample);
        balloons.see(sample);
        Demand demand = window.add(sample);
        for (ActivePolicy policy : policies) {
            decide(policy, observation(sample, demand));
        }
        decisions.see(sample);
    }

    /** Hands the decisions whose effect was not seen yet to the sink. */
    @Override
    public void close() {
        decisions.close();
    }

    private void decide(ActivePolicy policy, Observation seen) {
        long begin = ticker.nanos();
        Plan plan = Plan.NOTHING;
        String error = null;
        try {
            plan = policy.policy().decide(seen);
            error = plan == null ? "the policy returned no plan" : null;
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            LOG.warn(
                    "{}: tick {}: plan dropped: {}",
                    policy.name(),
                    seen.sample().tick(),
                    e.toString());
            LOG.debug("{} failed", policy.name(), e);
            error = "the policy failed: " + e;
        }
        long took = ticker.nanos() - begin;
        // A clock that stands still measured nothing.
        Long duration = took == 0 ? null : took;
        long tick = seen.sample().tick();
        if (plan == null || plan.changes().isEmpty()) {
            decisions.add(DecisionRows.ofNoPlan(tick, policy, duration, error));
            return;
        }
        for (Ruling ruling : guards.apply(plan, seen)) {
            Decision decision = DecisionRows.of(seen.sample(), policy, ruling, duration);
            decisions.add(policy.role() == Decision.Role.ACTIVE ? actor.carryOut(ruling, decision) : decision);
        }
    }

    /** What a policy sees now; policies of one tick see what those before them gave. */
    private Observation observation(Sample sample, Demand demand) {
        long pending = balloons.pendingKiB();
        Long free = budget.freeKiB(sample);
        return new Observation(sample, demand, free == null ? null : free - pending, pending, limits);
    }
}
