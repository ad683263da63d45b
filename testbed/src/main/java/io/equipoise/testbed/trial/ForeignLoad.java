package io.equipoise.testbed.trial;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import java.util.Locale;
import java.util.Objects;

/**
 * How much of the host others used before a trial's load began, and whether that spoils it.
 *
 * @param pcpus CPU time that was neither the guests' (their emulators included) nor our own, per time that passed
 */
public record ForeignLoad(double pcpus) {
    /** Above, a trial counts as disturbed. */
    public static final double MOST = 0.1;

    /**
     * Between two samples.
     *
     * @param ownNanos CPU time that this program used between them
     */
    static ForeignLoad between(Sample from, Sample to, long ownNanos) {
        long busy = busy(to) - busy(from);
        long guests = 0;
        for (DomainSample now : to.domains()) {
            Long before =
                    from.domain(now.uuid()).map(DomainSample::cpuTimeNanos).orElse(null);
            if (before != null && now.cpuTimeNanos() != null) {
                guests += now.cpuTimeNanos() - before;
            }
        }
        double elapsed = to.monotonicNanos() - from.monotonicNanos();
        return new ForeignLoad(Math.max(0, (busy - guests - ownNanos) / elapsed));
    }

    public boolean disturbs() {
        return pcpus > MOST;
    }

    /** In words. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "others used %.2f of a pCPU just before the load%s",
                pcpus,
                disturbs() ? ", disturbed" : "");
    }

    private static long busy(Sample sample) {
        return sample.pcpus().stream()
                .map(PcpuSample::busyNanos)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sum();
    }
}
