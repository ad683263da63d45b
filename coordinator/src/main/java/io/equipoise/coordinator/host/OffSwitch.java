package io.equipoise.coordinator.host;

import org.jspecify.annotations.Nullable;

/** Pauses every action while it is on. */
@FunctionalInterface
public interface OffSwitch {
    /** One that is never on, as in a replay. */
    OffSwitch NONE = () -> null;

    /** Why all actions are paused now, in a clause; null while they are not. */
    @Nullable
    String paused();
}
