package io.equipoise.replay.run;

import io.equipoise.coordinator.policy.Policy;
import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.coordinator.policy.Settings;

/** Makes policies that know the demand to come; a replay makes them by this. */
public interface FutureFactory extends PolicyFactory {
    /** A new instance for one replay of this demand. */
    Policy create(RecordedDemand future);

    /** The same with values of its own settings. */
    default Policy create(RecordedDemand future, Settings settings) {
        return create(future);
    }

    @Override
    default boolean replayOnly() {
        return true;
    }

    @Override
    default Policy create() {
        throw new IllegalStateException(name() + " needs to know the future: only a replay can make it");
    }
}
