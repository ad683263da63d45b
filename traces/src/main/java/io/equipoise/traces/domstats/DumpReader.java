package io.equipoise.traces.domstats;

import io.equipoise.traces.InputException;
import io.equipoise.traces.domstats.Dump.Domain;
import io.equipoise.traces.readings.Numbers;
import io.equipoise.traces.readings.Repairs;
import io.equipoise.traces.readings.TextLines;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Splits a file into dumps: a time, or a domain that was there already, begins the next. One dump is held at a time. */
final class DumpReader implements Closeable {
    private static final Pattern DOMAIN = Pattern.compile("Domain: '(.*\\S.*)'");
    private static final Pattern VALUE = Pattern.compile("([a-z][a-z0-9_.-]*)=(.*)");
    private static final Pattern READ =
            Pattern.compile("state\\.state|cpu\\.time|balloon\\.[a-z_-]+|vcpu\\.\\d{1,4}\\.(?:state|time|delay)");
    private static final int MOST_DOMAINS = 10_000;

    private final TextLines lines;
    private final Repairs repairs;
    private long number;
    private @Nullable InputException firstStrange;

    private long begin;
    private @Nullable Long nanos;
    private List<Domain> domains = new ArrayList<>();
    private Set<String> names = new HashSet<>();
    private @Nullable Domain domain;
    private boolean cut;

    DumpReader(TextLines lines, Repairs repairs) {
        this.lines = lines;
        this.repairs = repairs;
    }

    /** The next dump; null after the last. */
    @Nullable
    Dump next() {
        for (String line = lines.next(); line != null; line = lines.next()) {
            number++;
            Dump ended = take(line.strip());
            if (ended != null) {
                return ended;
            }
        }
        Dump last = end();
        return last == null || !lines.mayBeCut() ? last : last.asCut();
    }

    private @Nullable Dump take(String line) {
        if (lines.mayBeCut() || line.isEmpty()) {
            return null;
        }
        Long time = TimeLine.nanos(line);
        if (time != null) {
            Dump ended = end();
            nanos = time;
            return ended;
        }
        Matcher head = DOMAIN.matcher(line);
        if (head.matches()) {
            Dump ended = names.contains(head.group(1)) ? end() : null;
            begin(head.group(1));
            return ended;
        }
        value(line);
        return null;
    }

    private void begin(String name) {
        if (domains.isEmpty()) {
            begin = number;
        }
        if (domains.size() == MOST_DOMAINS) {
            throw lines.refuse("begins a dump's domain number " + (MOST_DOMAINS + 1), "no host has as many");
        }
        domain = new Domain(name, new HashMap<>());
        domains.add(domain);
        names.add(name);
    }

    private void value(String line) {
        Matcher match = VALUE.matcher(line);
        if (!match.matches()) {
            repairs.count("lines that fit nothing left out");
            if (firstStrange == null) {
                firstStrange = lines.refuse("is none of virsh domstats", DomstatsTrace.REMEDY);
            }
        } else if (domain == null) {
            // The file begins within a dump.
            cut = true;
        } else if (READ.matcher(match.group(1)).matches()) {
            long value = Numbers.whole(match.group(2));
            if (value == Numbers.NONE) {
                repairs.count("statistics that are no number left out");
            } else if (domain.values().putIfAbsent(match.group(1), value) != null) {
                repairs.count("repeated statistics left out");
            }
        }
    }

    private @Nullable Dump end() {
        Dump ended = domains.isEmpty() ? null : new Dump(begin, nanos, domains, cut);
        nanos = null;
        domains = new ArrayList<>();
        names = new HashSet<>();
        domain = null;
        cut = false;
        return ended;
    }

    /** The error of the first line that fits nothing; null where there is none. */
    @Nullable
    InputException firstStrange() {
        return firstStrange;
    }

    @Override
    public void close() {
        lines.close();
    }
}
