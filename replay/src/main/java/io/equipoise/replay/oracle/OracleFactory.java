package io.equipoise.replay.oracle;

import io.equipoise.coordinator.policy.Policy;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.coordinator.policy.cpu.ForetoldPolicy;
import io.equipoise.replay.run.FutureFactory;
import io.equipoise.replay.run.RecordedDemand;

/** {@code oracle}: places at every tick for the demand of the interval to come. */
public final class OracleFactory implements FutureFactory {

    @Override
    public String name() {
        return "oracle";
    }

    @Override
    public PolicyKind kind() {
        return PolicyKind.CPU;
    }

    @Override
    public String summary() {
        return "Places for the demand to come, which only a replay knows (bound).";
    }

    @Override
    public boolean bound() {
        return true;
    }

    @Override
    public Policy create(RecordedDemand future) {
        return new ForetoldPolicy(new RecordedForecast(future));
    }
}
