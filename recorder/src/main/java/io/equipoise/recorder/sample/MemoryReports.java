package io.equipoise.recorder.sample;

import io.equipoise.recorder.sample.DomainReading.Start;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.ReportFault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Follows the guests' memory reports from reading to reading, and tells which of them cannot be relied on. */
final class MemoryReports {
    /** A report that did not come for as many periods is not late but missing. */
    private static final int STALE_PERIODS = 3;

    /** What is known of a guest's memory without its report. */
    private static final Set<String> HOST_KNOWS = Set.of("balloon.current", "balloon.rss");

    private static final long NANOS = 1_000_000_000;

    private final Function<Start, @Nullable DomainXml> descriptions;
    private final Map<Start, Guest> guests = new HashMap<>();

    /** @param descriptions of the domains; null for one that is not known yet */
    MemoryReports(Function<Start, @Nullable DomainXml> descriptions) {
        this.descriptions = descriptions;
    }

    /** Takes in the next reading, before anything is asked about it. */
    void see(HostReading reading) {
        guests.keySet()
                .retainAll(reading.domains().stream().map(DomainReading::start).collect(Collectors.toSet()));
        for (DomainReading domain : reading.domains()) {
            if (domain.answered()) {
                guests.computeIfAbsent(domain.start(), start -> new Guest()).see(domain, reading);
            }
        }
    }

    /** The memory of a domain that answered; why values are null is added to {@code missing}. */
    @Nullable
    MemorySample memory(DomainReading domain, List<String> missing) {
        Map<String, Long> values = domain.values();
        if (!values.containsKey("balloon.current")) {
            missing.add("no balloon statistics");
            return null;
        }
        DomainXml xml = descriptions.apply(domain.start());
        ReportFault fault = fault(domain, xml);
        if (fault == ReportFault.NO_PERIOD) {
            missing.add(ReportPeriods.unset(domain.name()));
            // What the driver reported when it was loaded stays there: it looks like a report, and may be days old.
            Map<String, Long> known = new HashMap<>(values);
            known.keySet().retainAll(HOST_KNOWS);
            return sample(known, fault);
        }
        if (fault == ReportFault.NO_DRIVER) {
            missing.add(
                    xml != null && !xml.balloon()
                            ? "it has no balloon device"
                            : "no balloon driver of the guest has reported yet");
        } else if (!values.containsKey("balloon.unused")) {
            missing.add("no memory report from the guest");
        }
        return sample(values, fault);
    }

    private @Nullable ReportFault fault(DomainReading domain, @Nullable DomainXml xml) {
        Guest guest = Objects.requireNonNull(guests.get(domain.start()), "memory of a domain that was not seen");
        if (xml == null) {
            return guest.torn ? ReportFault.TORN : null;
        }
        if (!xml.balloon()) {
            return ReportFault.NO_DRIVER;
        }
        if (xml.reportSeconds() == 0) {
            return ReportFault.NO_PERIOD;
        }
        Long reported = guest.report;
        if (reported != null && reported == 0) {
            return ReportFault.NO_DRIVER;
        }
        if (guest.ageNanos > STALE_PERIODS * NANOS * xml.reportSeconds()) {
            return ReportFault.STALE;
        }
        return guest.torn ? ReportFault.TORN : null;
    }

    private static MemorySample sample(Map<String, Long> values, @Nullable ReportFault fault) {
        return new MemorySample(
                values.get("balloon.current"),
                values.get("balloon.available"),
                values.get("balloon.usable"),
                values.get("balloon.unused"),
                values.get("balloon.disk_caches"),
                values.get("balloon.swap_in"),
                values.get("balloon.swap_out"),
                values.get("balloon.major_fault"),
                values.get("balloon.minor_fault"),
                values.get("balloon.rss"),
                values.get("balloon.last-update"),
                fault);
    }

    /** One start of a domain. */
    private static final class Guest {
        private @Nullable Long current;
        private @Nullable Long report;
        private long reportNanos;
        private long ageNanos;
        private boolean torn;
        private boolean seen;

        void see(DomainReading domain, HostReading reading) {
            Long nowReported = domain.values().get("balloon.last-update");
            Long nowCurrent = domain.values().get("balloon.current");
            boolean isNew = !seen || nowReported == null || !nowReported.equals(report);
            boolean moved = seen && !Objects.equals(current, nowCurrent);
            if (isNew) {
                reportNanos = reading.monotonicNanos() - (seen ? 0 : ageByWallClock(nowReported, reading.utcMicros()));
            }
            ageNanos = reading.monotonicNanos() - reportNanos;
            // The report that comes along with a change may be older than it: only the next one is surely newer.
            torn = (torn && !isNew) || moved || exceeds(domain.values().get("balloon.unused"), nowCurrent);
            current = nowCurrent;
            report = nowReported;
            seen = true;
        }

        /** How old the first report that is seen already is: only the wall clock can tell. */
        private static long ageByWallClock(@Nullable Long reported, long utcMicros) {
            return reported == null || reported == 0 ? 0 : Math.max(0, (utcMicros / 1_000_000 - reported) * NANOS);
        }

        private static boolean exceeds(@Nullable Long unused, @Nullable Long current) {
            return unused != null && current != null && unused > current;
        }
    }
}
