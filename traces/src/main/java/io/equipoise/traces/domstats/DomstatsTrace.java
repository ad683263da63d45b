package io.equipoise.traces.domstats;

import io.equipoise.traces.Decision;
import io.equipoise.traces.Event;
import io.equipoise.traces.InputException;
import io.equipoise.traces.LoadAsked;
import io.equipoise.traces.Sample;
import io.equipoise.traces.Trace;
import io.equipoise.traces.TraceHeader;
import io.equipoise.traces.TraceHeader.HostShape;
import io.equipoise.traces.readings.ByteCount;
import io.equipoise.traces.readings.ImportProgress;
import io.equipoise.traces.readings.Repairs;
import io.equipoise.traces.readings.SourceFiles;
import io.equipoise.traces.readings.TextLines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The trace of what {@code virsh domstats} printed again and again into one file, each time with the output of {@code date}
 * before it or at a fixed interval. Names and units of the statistics: docs/manpages/virsh.rst of libvirt; its vCPU times
 * are nanoseconds, as measured, although it says microseconds. The file is read through once, and again at each iteration.
 */
public final class DomstatsTrace implements Trace {
    static final String REMEDY = "give what virsh domstats printed, repeatedly";

    private static final String WORDS = "text of virsh domstats";

    private final Path file;
    private final TraceHeader header;
    private final DumpTimes times;

    private DomstatsTrace(Path file, TraceHeader header, DumpTimes times) {
        this.file = file;
        this.header = header;
        this.times = times;
    }

    /**
     * Reads the file through; an {@link InputException} names the first line that fits nothing if no dump is there, or the
     * line where a vCPU ran for longer than the interval. Held: one dump, and 16 bytes for each.
     *
     * @param interval between dumps; null for that of the times in the file, or 1 s
     */
    public static DomstatsTrace read(Path file, @Nullable Duration interval, ImportProgress progress) {
        Repairs repairs = new Repairs();
        Long millis = interval == null ? null : interval.toMillis();
        if (millis != null && millis < 1) {
            throw new InputException("interval " + interval + ": must be a millisecond or more");
        }
        DumpTimes times = new DumpTimes(millis == null ? 1_000 : millis);
        try (DumpReader dumps = open(file, repairs, progress)) {
            Survey survey = new Survey(file, times);
            for (Dump dump = dumps.next(); dump != null; dump = dumps.next()) {
                survey.add(dump);
            }
            if (times.size() == 0) {
                InputException strange = dumps.firstStrange();
                throw strange != null ? strange : new InputException(file + ": holds no dump; " + REMEDY);
            }
            times.settle(survey.first(repairs), survey.end(repairs), millis, repairs);
        }
        if (times.isEmpty()) {
            throw new InputException(file + ": holds no whole dump; " + REMEDY);
        }
        String note = "imported from " + SourceFiles.name(file) + ", " + WORDS + "; " + repairs.sentence();
        TraceHeader header = new TraceHeader(
                TraceHeader.Source.IMPORT,
                SourceFiles.created(List.of(file)),
                new HostShape(0, null),
                times.intervalMillis(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                note);
        return new DomstatsTrace(file, header, times);
    }

    private static DumpReader open(Path file, Repairs repairs, ImportProgress progress) {
        ByteCount count = new ByteCount(progress, SourceFiles.bytes(List.of(file)));
        return new DumpReader(TextLines.open(file, count), repairs);
    }

    @Override
    public TraceHeader header() {
        return header;
    }

    @Override
    public Iterable<Sample> samples() {
        return () -> new Samples(open(file, new Repairs(), ImportProgress.SILENT));
    }

    @Override
    public List<Event> events() {
        return List.of();
    }

    @Override
    public List<LoadAsked> loads() {
        return List.of();
    }

    @Override
    public List<Decision> decisions() {
        return List.of();
    }

    /** Reads the file again; it is closed after the last sample. */
    private final class Samples implements Iterator<Sample> {
        private final DumpReader dumps;
        private final DumpSamples maker = new DumpSamples(times);
        private int number = -1;
        private @Nullable Sample next;

        Samples(DumpReader dumps) {
            this.dumps = dumps;
            advance();
        }

        private void advance() {
            next = null;
            while (next == null && number + 1 < times.size()) {
                number++;
                Dump dump = dumps.next();
                if (dump == null) {
                    dumps.close();
                    throw new InputException(file + ": was changed while it was read; import it again");
                }
                next = times.tick(number) == DumpTimes.LEFT_OUT ? null : maker.of(number, dump);
            }
            if (next == null) {
                dumps.close();
            }
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Sample next() {
            Sample sample = next;
            if (sample == null) {
                throw new NoSuchElementException();
            }
            advance();
            return sample;
        }
    }
}
