package io.equipoise.traces;

/** What kind of thing an {@link Event} is. */
public enum EventType {
    /** The case's load begins: convergence is counted from here. */
    LOAD_ONSET,
    /** A stage of the case's load begins; the first one with the onset. */
    STAGE_BEGINS,
    /** The last stage is over: the load is taken away. */
    LOAD_ENDS,
    DOMAIN_STARTED,
    DOMAIN_STOPPED,
    DOMAIN_REBOOTED,
    POLICY_CHANGED,
    /** What follows rests on a demand of which only a bound is known. */
    CENSORED,
    /**
     * A trial is not what it should be: others used the host before its load began, or a guest, which is
     * then named, did not take its load.
     */
    DISTURBED,
    /** Ticks are missing before this one. */
    GAP
}
