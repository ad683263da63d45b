package io.equipoise.testbed.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How long a vCPU's thread ran and waited for its pCPU, exact to the nanosecond, as the host's scheduler counts it. */
final class VcpuClock {

    private final Path schedstat;

    VcpuClock(long thread) {
        this.schedstat = Path.of("/proc", Long.toString(thread), "schedstat");
    }

    /** Counters since the thread began, and when they were read, all ns. */
    record Reading(long at, long run, long waited) {

        /** Demand of a load between two readings, and the share that it waited. */
        Share since(Reading before, boolean open) {
            double elapsed = at - before.at;
            double ran = (run - before.run) / elapsed;
            double waiting = (waited - before.waited) / elapsed;
            // Waiting stretches a closed load's cycle; an open one catches up.
            return new Share(open ? ran : ran / (1 - waiting), waiting);
        }
    }

    /** Demand and waiting as shares of one pCPU. */
    record Share(double demand, double waited) {}

    Reading read() throws IOException {
        String[] fields = Files.readString(schedstat).strip().split(" ");
        return new Reading(System.nanoTime(), Long.parseLong(fields[0]), Long.parseLong(fields[1]));
    }
}
