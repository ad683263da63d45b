package io.equipoise.testbed.trial;

import io.equipoise.coordinator.libvirt.LibvirtHost;
import io.equipoise.testbed.Await;
import io.equipoise.traces.Sample;
import java.io.IOException;
import java.time.Duration;

/**
 * Whether others use the host while its guests idle, and what becomes of a trial then.
 *
 * @param beginnings a trial is begun so often on a host that is not quiet; the last time it is played all the same
 * @param pause between two of them: what others do may be over then
 * @param time for which the host is watched
 */
public record QuietCheck(int beginnings, Duration pause, Duration time) {
    static final QuietCheck STANDARD = new QuietCheck(3, Duration.ofSeconds(20), Duration.ofSeconds(5));

    /** Watches a host. */
    ForeignLoad watch(LibvirtHost host) throws IOException {
        long own = ownNanos();
        Sample from = StartState.awaitSample(host, "the host's answer", sample -> true);
        Await.pause(time);
        Sample to = StartState.awaitSample(host, "the host's answer", sample -> true);
        return ForeignLoad.between(from, to, ownNanos() - own);
    }

    /** CPU time of this program so far; 0 where the system does not tell. */
    private static long ownNanos() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .orElse(0L);
    }
}
