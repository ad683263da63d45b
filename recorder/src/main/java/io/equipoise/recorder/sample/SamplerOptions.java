package io.equipoise.recorder.sample;

import io.equipoise.recorder.libvirt.DomainGlob;
import java.time.Duration;

/**
 * How a host is sampled.
 *
 * @param uri libvirt's name of the host
 * @param domains those that are meant
 * @param interval of the samples
 * @param deadline the longest that a call to libvirt may take before the tick goes on without it
 * @param setStatsPeriod whether guests that report their memory too seldom are asked for more, and left as they were at the
 *     end; else the connection only looks
 * @param schedstat whether vCPUs' times are read from their threads where the host is this machine: finer than libvirt's
 */
public record SamplerOptions(
        String uri,
        DomainGlob domains,
        Duration interval,
        Duration deadline,
        boolean setStatsPeriod,
        boolean schedstat) {
    private static final Duration LEAST_DEADLINE = Duration.ofMillis(250);

    /** A tick's sample is tried for three times, and how guests report is looked at; each may open a connection and call. */
    private static final int CALLS_A_TICK = 8;

    /** Half the interval, so that a second call has its chance within the same tick; at least 250 ms. */
    public static Duration defaultDeadline(Duration interval) {
        Duration half = interval.dividedBy(2);
        return half.compareTo(LEAST_DEADLINE) < 0 ? LEAST_DEADLINE : half;
    }

    /** The longest from one tick to the next while libvirt does not answer. */
    public Duration longestTick() {
        return interval.plus(deadline.multipliedBy(CALLS_A_TICK));
    }
}
