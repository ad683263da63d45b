package io.equipoise.testbed;

import static io.equipoise.testbed.LiveRecording.domain;
import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.traces.MemorySample;
import io.equipoise.traces.ReportFault;
import io.equipoise.traces.Sample;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What samples of a live recording tell. */
final class Seen {
    private Seen() {}

    static void everyTickIsThere(List<Sample> samples) {
        assertThat((long) samples.size()).isEqualTo(ticks(samples));
    }

    static long ticks(List<Sample> samples) {
        return samples.get(samples.size() - 1).tick() - samples.get(0).tick() + 1;
    }

    /** How long after it was due the sample of this tick was asked, ns, reckoned from the first one. */
    static long lateness(List<Sample> samples, long tick) {
        Sample first = samples.get(0);
        return samples.stream()
                .filter(sample -> sample.tick() == tick)
                .mapToLong(sample ->
                        sample.monotonicNanos() - first.monotonicNanos() - (tick - first.tick()) * 1_000_000_000L)
                .findFirst()
                .orElseThrow();
    }

    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.2f", nanos / 1e9);
    }

    static boolean isStuck(Sample sample, String name) {
        String missing = domain(sample, name).missing();
        return missing != null && missing.contains("does not answer since");
    }

    static boolean answers(Sample sample, String name) {
        return domain(sample, name).memory() != null;
    }

    static @Nullable Long unused(Sample sample, String name) {
        MemorySample memory = domain(sample, name).memory();
        return memory == null ? null : memory.unusedKiB();
    }

    static long reported(Sample sample, String name) {
        MemorySample memory = domain(sample, name).memory();
        return memory == null || memory.reportedAt() == null ? 0 : memory.reportedAt();
    }

    static long current(Sample sample, String name) {
        MemorySample memory = domain(sample, name).memory();
        return memory == null || memory.currentKiB() == null ? -1 : memory.currentKiB();
    }

    static @Nullable ReportFault fault(Sample sample, String name) {
        MemorySample memory = domain(sample, name).memory();
        return memory == null ? null : memory.fault();
    }
}
