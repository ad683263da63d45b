package io.equipoise.recorder.sample;

import io.equipoise.recorder.sample.DomainReading.Start;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of this host that runs a vCPU.
 *
 * @param schedstat the kernel's file of it: ns it ran, ns it was runnable but waited, and how often it ran
 */
record VcpuThread(Start start, int vcpu, Path schedstat) {
    private static final Logger LOG = LoggerFactory.getLogger(VcpuThread.class);

    /** Cumulative ns. */
    record Times(long runNanos, long delayNanos) {
        static Times parse(String schedstat) {
            String[] fields = schedstat.strip().split(" ");
            return new Times(Long.parseLong(fields[0]), Long.parseLong(fields[1]));
        }
    }

    /** The times of these threads now; a thread that has ended has none. */
    static Map<VcpuThread, Times> read(Collection<VcpuThread> threads) {
        Map<VcpuThread, Times> times = new HashMap<>(threads.size() * 2);
        for (VcpuThread thread : threads) {
            try {
                times.put(thread, Times.parse(Files.readString(thread.schedstat, StandardCharsets.US_ASCII)));
            } catch (IOException e) {
                LOG.debug("{}: {}", thread.schedstat, e.getMessage());
            }
        }
        return times;
    }
}
