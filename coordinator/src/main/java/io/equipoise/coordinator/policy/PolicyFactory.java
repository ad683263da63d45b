package io.equipoise.coordinator.policy;

import java.util.List;

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

    /** What it can be given, in the order in which it is shown. */
    default List<Setting> settings() {
        return List.of();
    }

    /** What it was given. */
    default Settings values() {
        return Settings.STANDARD;
    }

    /** The policy without what it was given. */
    default PolicyFactory base() {
        return this;
    }

    /** Paths of the files that it is made of besides classes, such as an outside program. */
    default List<String> files() {
        return List.of();
    }

    /** A new instance for one run. */
    Policy create();

    /** A new instance for one run with values of its own settings. */
    default Policy create(Settings settings) {
        return create();
    }
}
