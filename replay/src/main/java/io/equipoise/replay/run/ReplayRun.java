package io.equipoise.replay.run;

import io.equipoise.coordinator.loop.ActivePolicy;
import io.equipoise.coordinator.loop.ControlLoop;
import io.equipoise.coordinator.loop.LoopSettings;
import io.equipoise.coordinator.policy.Limits;
import io.equipoise.traces.MemoryBudget;
import io.equipoise.traces.TraceSink;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One policy's replay: the control loop over a model host, stretch after stretch. */
final class ReplayRun implements AutoCloseable {
    private final TraceSink sink;
    private final VirtualTicker ticker = new VirtualTicker();
    private final ModelHost host;
    private final ControlLoop loop;

    ReplayRun(ModelHost host, ActivePolicy policy, @Nullable Long budget, TraceSink sink) {
        this.sink = sink;
        this.host = host;
        this.loop = new ControlLoop(
                host, ticker, List.of(policy), LoopSettings.replay(Limits.RUBRIC, new MemoryBudget(budget)), sink);
    }

    TraceSink sink() {
        return sink;
    }

    /** Lives through the next stretch. */
    void over(Stretch stretch) {
        host.enter(stretch);
        ticker.enter(stretch.samples());
        for (OptionalLong tick = ticker.next(); tick.isPresent(); tick = ticker.next()) {
            loop.tick(tick.getAsLong());
        }
    }

    /** Hands the last decisions to the sink and closes the policy. */
    @Override
    public void close() {
        loop.close();
    }
}
