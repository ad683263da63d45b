package io.equipoise.replay.run;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.demand.MemoryNeed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one guest needed at each tick, KiB. Where ticks are short, a guest's report of one arrives with the next; its need is
 * the balloon of then less its usable memory, and what may lie in swap.
 */
final class MemoryDemand {
    private static final long HALF_SECOND = 500_000;

    private final long[] need;
    private final long[] hidden;
    private final long[] unusedBeyondUsable;
    private final long[] kernel;
    private final long[] caches;
    private final long[] minorFaults;
    private final long[] majorFaults;
    private final List<Event> censored = new ArrayList<>();
    private boolean reports;
    private long least = Long.MAX_VALUE;
    private long watermark;

    private MemoryDemand(int ticks) {
        need = new long[ticks];
        hidden = new long[ticks];
        unusedBeyondUsable = new long[ticks];
        kernel = new long[ticks];
        caches = new long[ticks];
        minorFaults = new long[ticks];
        majorFaults = new long[ticks];
    }

    /**
     * @param seen what each sample shows of the guest; null where it is not there
     * @param late whether a guest's report of a tick arrives with the next one
     */
    static MemoryDemand of(List<Sample> samples, @Nullable DomainSample[] seen, boolean late) {
        MemoryDemand decoded = new MemoryDemand(samples.size());
        boolean wasCensored = false;
        int lastKnown = -1;
        for (int t = 0; t < samples.size(); t++) {
            DomainSample now = seen[t];
            int at = late && t + 1 < seen.length && hasReport(seen[t + 1], now) ? t + 1 : t;
            MemorySample report = now == null ? null : memory(seen[at]);
            Long balloon = report == null ? null : balloonThen(samples, seen, at, report);
            MemoryNeed found = report == null ? null : MemoryNeed.of(report, balloon);
            if (report == null || balloon == null || found == null) {
                decoded.hold(t);
                continue;
            }
            decoded.take(t, found, report, balloon);
            if (lastKnown < 0) {
                decoded.fill(t);
            }
            lastKnown = t;
            if (found.censored() && !wasCensored && now != null) {
                Sample sample = samples.get(t);
                String detail = "needs at least " + found.needKiB() / 1024 + " MiB, and at most "
                        + found.swappedAtMostKiB() / 1024 + " MiB more lie in swap";
                decoded.censored.add(
                        new Event(sample.tick(), sample.utcMicros(), EventType.CENSORED, now.name(), null, detail));
            }
            wasCensored = found.censored();
        }
        return decoded;
    }

    private void take(int t, MemoryNeed found, MemorySample report, long balloon) {
        reports = true;
        need[t] = found.needKiB() + found.swappedAtMostKiB();
        hidden[t] = found.censored() ? found.swappedAtMostKiB() : 0;
        least = Math.min(least, found.needKiB());
        if (report.unusedKiB() != null && report.usableKiB() != null) {
            unusedBeyondUsable[t] = report.unusedKiB() - report.usableKiB();
            watermark = Math.max(watermark, unusedBeyondUsable[t]);
        }
        if (report.availableKiB() != null) {
            kernel[t] = Math.max(0, balloon - report.availableKiB());
        }
        caches[t] = report.diskCachesKiB() == null ? 0 : report.diskCachesKiB();
        minorFaults[t] = report.minorFaults() == null ? 0 : report.minorFaults();
        majorFaults[t] = report.majorFaults() == null ? 0 : report.majorFaults();
    }

    private void hold(int t) {
        if (t > 0) {
            copy(t - 1, t);
        }
    }

    /** Before the first report the guest counts as it was at that. */
    private void fill(int known) {
        for (int t = 0; t < known; t++) {
            copy(known, t);
        }
    }

    private void copy(int from, int to) {
        need[to] = need[from];
        hidden[to] = hidden[from];
        unusedBeyondUsable[to] = unusedBeyondUsable[from];
        kernel[to] = kernel[from];
        caches[to] = caches[from];
        minorFaults[to] = minorFaults[from];
        majorFaults[to] = majorFaults[from];
    }

    private static boolean hasReport(@Nullable DomainSample domain, @Nullable DomainSample before) {
        return before != null
                && domain != null
                && domain.id() == before.id()
                && domain.memory() != null
                && domain.memory().usableKiB() != null;
    }

    private static @Nullable MemorySample memory(@Nullable DomainSample domain) {
        return domain == null ? null : domain.memory();
    }

    /** The balloon in the sample nearest to the report's own time, which is known to the second. */
    private static @Nullable Long balloonThen(
            List<Sample> samples, @Nullable DomainSample[] seen, int at, MemorySample report) {
        Long now = samples.get(at).utcMicros();
        MemorySample before = at == 0 ? null : memory(seen[at - 1]);
        Long beforeAt = at == 0 ? null : samples.get(at - 1).utcMicros();
        if (report.reportedAt() == null
                || now == null
                || beforeAt == null
                || before == null
                || before.currentKiB() == null) {
            return report.currentKiB();
        }
        long reported = report.reportedAt() * 1_000_000 + HALF_SECOND;
        return Math.abs(now - reported) <= Math.abs(beforeAt - reported) ? report.currentKiB() : before.currentKiB();
    }

    /** The same with the need of an end; without one that is chosen, what may lie in swap is needed. */
    MemoryDemand at(DemandEnd end) {
        if (end != DemandEnd.LOW || !isUncertain()) {
            return this;
        }
        MemoryDemand low = new MemoryDemand(need.length);
        for (int t = 0; t < need.length; t++) {
            low.need[t] = need[t] - hidden[t];
        }
        System.arraycopy(unusedBeyondUsable, 0, low.unusedBeyondUsable, 0, need.length);
        System.arraycopy(kernel, 0, low.kernel, 0, need.length);
        System.arraycopy(caches, 0, low.caches, 0, need.length);
        System.arraycopy(minorFaults, 0, low.minorFaults, 0, need.length);
        System.arraycopy(majorFaults, 0, low.majorFaults, 0, need.length);
        low.censored.addAll(censored);
        low.reports = reports;
        low.least = least;
        low.watermark = watermark;
        return low;
    }

    /** Whether swapping hides a part of the need anywhere. */
    boolean isUncertain() {
        return Arrays.stream(hidden).anyMatch(kib -> kib > 0);
    }

    /** Whether the guest ever reported: one that does not has no balloon driver. */
    boolean reports() {
        return reports;
    }

    long needKiB(int t) {
        return need[t];
    }

    /** The least that the guest ever needed. */
    long leastKiB() {
        return reports ? least : 0;
    }

    /** Caches that the kernel gives up when memory is short: usable beyond unused, above the kernel's watermarks. */
    long reclaimableKiB(int t) {
        return watermark - unusedBeyondUsable[t];
    }

    /** Unused memory that the kernel keeps: the most by which unused exceeded usable. */
    long watermarkKiB() {
        return watermark;
    }

    /** What of the balloon the guest's kernel does not count as its memory. */
    long kernelKiB(int t) {
        return kernel[t];
    }

    long cachesKiB(int t) {
        return caches[t];
    }

    /** Cumulative, as recorded. */
    long minorFaults(int t) {
        return minorFaults[t];
    }

    /** Cumulative, as recorded. */
    long majorFaults(int t) {
        return majorFaults[t];
    }

    List<Event> censored() {
        return List.copyOf(censored);
    }
}
