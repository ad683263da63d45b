package io.equipoise.traces.demand;

/** What is known of a vCPU's demand between its two ends. */
public enum DemandMark {
    /** Works and then sleeps a fixed time: the upper end is its demand. */
    CLOSED,
    /** Keeps a pace whatever it waits: the lower end, what it ran, is its demand. */
    OPEN,
    /** One of the two, and nothing tells which: its demand lies between the ends. */
    UNKNOWN,
    /** Contention hides all above the lower end. */
    CENSORED
}
