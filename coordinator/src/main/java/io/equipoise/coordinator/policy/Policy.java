package io.equipoise.coordinator.policy;

/**
 * Decides from what was seen what should be: one instance a run, deterministic in the observations so far. It may keep
 * fields, but reads no clock and does no I/O.
 */
@FunctionalInterface
public interface Policy extends AutoCloseable {
    /** What should change now; called once a tick. */
    Plan decide(Observation seen);

    /** Whether it looks at what it is shown; what nobody looks at need not be made. Once false, it stays so. */
    default boolean looks() {
        return true;
    }

    /** Lets go of what it holds, after the last decision or when it stands down; perhaps on another thread. */
    @Override
    default void close() {}
}
