package io.equipoise.coordinator.policy;

/**
 * Names a policy and makes instances of it, one a run; found by ServiceLoader.
 */
public interface PolicyFactory {
    /** As typed on the command line: lower case, words joined by hyphens. */
    String name();

    PolicyKind kind();

    /** One sentence on what it does. */
    String summary();

    /** Whether it is only a bound, shown but not ranked. */
    default boolean bound() {
        return false;
    }

    /** Whether it needs what only a replay knows: there is none on a real host. */
    default boolean replayOnly() {
        return false;
    }

    /** A new instance for one run. */
    Policy create();
}
