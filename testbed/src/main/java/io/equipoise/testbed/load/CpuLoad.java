package io.equipoise.testbed.load;

/**
 * A CPU load as a guest plays it on each of its vCPUs.
 *
 * @param work counts of one piece of work
 * @param millis sleep after each piece; of an open load, the period of its timer
 * @param open whether it keeps a timer's pace, a backlog being worked off
 */
public record CpuLoad(long work, long millis, boolean open) {

    /** As {@link io.equipoise.testbed.Guest#send} takes it. */
    public String command() {
        return (open ? "cpu-timer " : "cpu ") + work + " " + millis;
    }
}
