package io.equipoise.traces.domstats;

import io.equipoise.traces.InputException;
import io.equipoise.traces.domstats.Dump.Domain;
import io.equipoise.traces.readings.Repairs;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at all dumps of a file in order: when they were, and whether the first and the last are whole. */
final class Survey {
    /** A year; no recording of this kind is longer, and a damaged time is. */
    private static final long MOST_NANOS = 366L * 86_400 * 1_000_000_000;

    /** How much more than the interval a vCPU may have run: dumps are never exactly apart. */
    private static final double SLACK = 1.5;

    private static final double NANOS = 1e9;

    private final Path file;
    private final DumpTimes times;
    private final double usualNanos;
    private @Nullable Dump before;
    private @Nullable Dump last;
    private boolean firstIsCut;
    private @Nullable Long firstNanos;

    Survey(Path file, DumpTimes times) {
        this.file = file;
        this.times = times;
        this.usualNanos = times.intervalMillis() * 1e6;
    }

    void add(Dump dump) {
        if (times.size() == 0) {
            firstIsCut = dump.cut();
        }
        if (dump.nanos() != null) {
            firstNanos = firstNanos == null ? dump.nanos() : firstNanos;
            if (Math.abs(dump.nanos() - firstNanos) > MOST_NANOS) {
                throw refuse(dump, "has a time that is more than a year from the first; is it damaged?");
            }
        }
        times.add(dump.nanos());
        before = last;
        last = dump;
        if (before != null && before.nanos() == null && dump.nanos() == null) {
            checkPace(before, dump);
        }
    }

    private void checkPace(Dump earlier, Dump later) {
        Map<String, Domain> known = new HashMap<>();
        earlier.domains().forEach(domain -> known.put(domain.name(), domain));
        for (Domain domain : later.domains()) {
            Domain then = known.get(domain.name());
            if (then != null) {
                checkPace(later, domain, then);
            }
        }
    }

    private void checkPace(Dump dump, Domain now, Domain then) {
        now.values().forEach((key, value) -> {
            Long base = then.values().get(key);
            if (base != null && key.startsWith("vcpu.") && key.endsWith(".time") && value - base > SLACK * usualNanos) {
                throw refuse(
                        dump,
                        String.format(
                                Locale.ROOT,
                                "says that %s of '%s' grew by %.1f s since the dump before, though dumps are taken to be %.1f"
                                        + " s apart; import it with their --interval",
                                key,
                                now.name(),
                                (value - base) / NANOS,
                                usualNanos / NANOS));
            }
        });
    }

    private InputException refuse(Dump dump, String what) {
        return new InputException(file + ": the dump at line " + dump.line() + " " + what);
    }

    /** Number of the first dump that is whole. */
    int first(Repairs repairs) {
        repairs.count("first dumps that begin in the middle left out", firstIsCut ? 1 : 0);
        return firstIsCut ? 1 : 0;
    }

    /** Number after the last dump that is whole. */
    int end(Repairs repairs) {
        boolean cut = last != null && (last.cut() || (before != null && last.endsEarly(before)));
        boolean counted = cut && (times.size() > 1 || !firstIsCut);
        repairs.count("last dumps that end early left out", counted ? 1 : 0);
        return times.size() - (cut ? 1 : 0);
    }
}
