package io.equipoise.traces.readings;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The counters of a guest's run, which grow from tick to tick. */
final class RunCounters {
    private static final String NO_READING = "the source has no reading here";

    private final GuestRun run;
    private final String uuid;
    private final long[] vcpuNanos;
    private int missed;

    RunCounters(GuestRun run) {
        this.run = run;
        this.uuid = run.uuid();
        this.vcpuNanos = new long[run.guest().mostVcpus()];
    }

    GuestRun run() {
        return run;
    }

    /**
     * Lives through the interval that ends at a tick and shows the guest there; at the run's start it only shows it.
     *
     * @param epochSeconds the tick's time; null where the source has no clock
     */
    DomainSample at(int tick, @Nullable Long epochSeconds) {
        boolean begins = tick == run.start();
        GuestShape shape = run.guest().shapeAt(begins ? tick + 1 : tick);
        int share = run.guest().share(tick);
        if (!begins && share == GuestReadings.NONE) {
            missed++;
            return domain(shape, null, List.of(), null, NO_READING);
        }
        if (!begins) {
            // Billionths of a second's share are nanoseconds a second.
            long nanos = (long) share * Guests.INTERVAL_SECONDS * (1 + missed);
            for (int v = 0; v < shape.vcpus(); v++) {
                vcpuNanos[v] += nanos;
            }
            missed = 0;
        }
        List<VcpuSample> vcpus = new ArrayList<>(shape.vcpus());
        for (int v = 0; v < shape.vcpus(); v++) {
            vcpus.add(new VcpuSample(v, vcpuNanos[v], null, null, null, VcpuState.UNKNOWN));
        }
        long all = 0;
        for (long nanos : vcpuNanos) {
            all += nanos;
        }
        return domain(shape, all, vcpus, memory(shape, tick, epochSeconds), null);
    }

    private DomainSample domain(
            GuestShape shape,
            @Nullable Long cpuNanos,
            List<VcpuSample> vcpus,
            @Nullable MemorySample memory,
            @Nullable String missing) {
        return new DomainSample(
                uuid,
                run.guest().name(),
                run.id(),
                missing == null ? DomainState.RUNNING : DomainState.UNKNOWN,
                cpuNanos,
                shape.maximumKiB(),
                null,
                vcpus,
                memory,
                missing);
    }

    /** No source tells of balloons: a guest holds what it was given, and what it does not use is usable. */
    private @Nullable MemorySample memory(GuestShape shape, int tick, @Nullable Long epochSeconds) {
        int used = run.guest().usedKiB(tick);
        Long held = shape.maximumKiB();
        if (used == GuestReadings.NONE || held == null) {
            return null;
        }
        long usable = Math.max(0, held - used);
        return new MemorySample(held, null, usable, null, null, null, null, null, null, null, epochSeconds, null);
    }
}
