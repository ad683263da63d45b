package io.equipoise.replay.run;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.demand.MemoryNeed;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds out, tick after tick, what every guest needed. Where ticks are short, a guest's report of one arrives with the next;
 * its need is the balloon of then less its usable memory, and what may lie in swap.
 */
final class MemoryDecoder {
    private static final long HALF_SECOND = 500_000;
    private static final int UNSEEN = Integer.MIN_VALUE;

    private final RowWindow rows;
    private final boolean late;
    private final List<MemoryFacts> facts;
    private final Consumer<Event> censored;
    private final boolean[] wasCensored;
    private final long[][] values;
    private final ListsDecoder[] lists;
    private final int[] ids;

    MemoryDecoder(RowWindow rows, Survey survey, Consumer<Event> censored) {
        this.rows = rows;
        this.late = survey.isReportLate();
        this.facts = survey.memory();
        this.censored = censored;
        this.wasCensored = new boolean[facts.size()];
        this.values = facts.stream().map(MemoryDecoder::first).toArray(long[][]::new);
        this.lists = facts.stream().map(one -> new ListsDecoder(one.lists())).toArray(ListsDecoder[]::new);
        this.ids = new int[facts.size()];
        Arrays.fill(ids, UNSEEN);
    }

    private static long[] first(MemoryFacts facts) {
        long[] values = facts.firstReport().clone();
        MemoryDemand.split(values, facts.lists().startKiB());
        return values;
    }

    /** Takes in every guest's report of row t, which must be the next, and tells the facts of it. */
    void learn(int t) {
        for (int g = 0; g < facts.size(); g++) {
            Known known = known(t, g);
            if (known != null) {
                if (startedAnew(t, g)) {
                    facts.get(g).lists().restart();
                }
                facts.get(g).see(known.need, known.values(), known.balloonKiB(), known.gain(), known.maximumKiB());
            }
        }
    }

    /** Every guest's values at row t, which must be the next; a guest that reports nothing stays as it was. */
    long[][] decode(int t) {
        for (int g = 0; g < facts.size(); g++) {
            Known known = facts.get(g).reports() ? known(t, g) : null;
            if (known != null) {
                if (startedAnew(t, g)) {
                    lists[g].restart();
                }
                values[g] = known.values();
                MemoryDemand.split(values[g], lists[g].next(values[g]));
                mark(rows.get(t), g, known.need);
            }
        }
        return values;
    }

    /** Whether a guest was seen before, and started since. */
    private boolean startedAnew(int t, int guest) {
        int before = ids[guest];
        ids[guest] = Objects.requireNonNull(rows.get(t).domains[guest]).id();
        return before != UNSEEN && before != ids[guest];
    }

    /**
     * What a report tells.
     *
     * @param need without what of the balloon's gain cannot have been needed before it was there
     * @param balloonKiB when the report was made
     * @param gain of the balloon since the report before
     */
    private record Known(MemoryNeed need, MemorySample report, long balloonKiB, BalloonGain gain, long maximumKiB) {
        /** What the report leaves out is 0. */
        long[] values() {
            Long unused = report.unusedKiB();
            Long usable = report.usableKiB();
            return MemoryDemand.values(
                    need.needKiB() + need.swappedAtMostKiB(),
                    unused != null && usable != null ? unused - usable : 0,
                    report.availableKiB() == null ? 0 : Math.max(0, balloonKiB - report.availableKiB()),
                    orZero(report.diskCachesKiB()),
                    orZero(report.minorFaults()),
                    orZero(report.majorFaults()),
                    need.censored() ? need.swappedAtMostKiB() : 0);
        }

        private static long orZero(@Nullable Long value) {
            return value == null ? 0 : value;
        }
    }

    private @Nullable Known known(int t, int guest) {
        DomainSample now = rows.get(t).domains[guest];
        if (now == null) {
            return null;
        }
        boolean next = late && rows.has(t + 1) && hasReport(rows.get(t + 1).domains[guest], now);
        int at = next ? t + 1 : t;
        MemorySample report = memory(rows.get(at), guest);
        Long balloon = report == null ? null : balloonThen(at, guest, report);
        if (report == null || balloon == null) {
            return null;
        }
        BalloonGain gain = next ? gain(at, guest, report) : BalloonGain.NONE;
        MemoryNeed need = MemoryNeed.of(
                report, balloon - gain.notYetNeededKiB(facts.get(guest).lists().foundKiB()));
        return need == null
                ? null
                : new Known(need, report, balloon, gain, now.maximumKiB() == null ? Long.MAX_VALUE : now.maximumKiB());
    }

    private BalloonGain gain(int at, int guest, MemorySample report) {
        MemorySample before = memory(rows.get(at - 1), guest);
        return before == null
                ? BalloonGain.NONE
                : BalloonGain.between(
                        before,
                        facts.get(guest).balloonKiB(before),
                        report,
                        facts.get(guest).balloonKiB(report));
    }

    private void mark(Row row, int guest, MemoryNeed found) {
        DomainSample domain = row.domains[guest];
        if (found.censored() && !wasCensored[guest] && domain != null) {
            Sample sample = row.sample;
            String detail = "needs at least " + found.needKiB() / 1024 + " MiB, and at most "
                    + found.swappedAtMostKiB() / 1024 + " MiB more lie in swap";
            censored.accept(
                    new Event(sample.tick(), sample.utcMicros(), EventType.CENSORED, domain.name(), null, detail));
        }
        wasCensored[guest] = found.censored();
    }

    private static boolean hasReport(@Nullable DomainSample domain, DomainSample before) {
        return domain != null
                && domain.id() == before.id()
                && domain.memory() != null
                && domain.memory().usableKiB() != null;
    }

    private static @Nullable MemorySample memory(Row row, int guest) {
        DomainSample domain = row.domains[guest];
        return domain == null ? null : domain.memory();
    }

    /** The balloon of the report's own time: as the report tells it, or of the sample nearest to that time, which is known to the second. */
    private @Nullable Long balloonThen(int at, int guest, MemorySample report) {
        Long told = facts.get(guest).balloonKiB(report);
        if (told != null) {
            return told;
        }
        Long now = rows.get(at).sample.utcMicros();
        MemorySample before = at == 0 ? null : memory(rows.get(at - 1), guest);
        Long beforeAt = at == 0 ? null : rows.get(at - 1).sample.utcMicros();
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
}
