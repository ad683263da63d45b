package io.equipoise.testbed.trial;

import io.equipoise.coordinator.libvirt.LibvirtHost;
import io.equipoise.testbed.Await;
import java.io.IOException;
import java.time.Duration;

/** Watches a host whose guests idle, for as long as it takes to see whether others use it. */
final class QuietCheck {
    private static final Duration TIME = Duration.ofSeconds(5);

    private QuietCheck() {}

    static ForeignLoad watch(LibvirtHost host) throws IOException {
        long own = ownNanos();
        var from = StartState.awaitSample(host, "the host's answer", sample -> true);
        Await.pause(TIME);
        var to = StartState.awaitSample(host, "the host's answer", sample -> true);
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
