package io.equipoise.traces.monitor;

import io.equipoise.traces.InputException;
import io.equipoise.traces.monitor.LogLine.Counters;
import io.equipoise.traces.monitor.LogLine.Fact;
import io.equipoise.traces.monitor.LogLine.GuestMemory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Splits a log into samples; only its first and last line can be cut. */
final class LogReader {
    private static final int SHOWN = 60;

    private final Path file;
    private final List<String> lines;
    private final boolean ended;
    private final int first;
    private final int last;
    private final List<LogSample> samples = new ArrayList<>();
    private LogSample sample = new LogSample();
    private @Nullable LogKind kind;
    private int kindLine;
    private int cutLines;
    private int strangeLines;
    private int firstUnread = -1;

    LogReader(Path file, LogText text) {
        this.file = file;
        this.lines = text.lines();

        int[] written = IntStream.range(0, lines.size())
                .filter(i -> !lines.get(i).isEmpty())
                .toArray();
        this.first = written.length == 0 ? -1 : written[0];
        this.last = written.length == 0 ? -1 : written[written.length - 1];
        this.ended = text.ended() || last < lines.size() - 1;
    }

    /** An {@link InputException} names the first line that fits nothing if none does, or the first of another kind. */
    MonitorLog read() {
        for (int i = 0; i < lines.size(); i++) {
            LogLine line = LineParser.parse(lines.get(i));
            if (line instanceof LogLine.Boundary) {
                endSample();
            } else if (line instanceof Fact fact && !hasCutEnd(i, fact) && !hasCutName(i, fact)) {
                add(i, fact);
            } else if (!(line instanceof LogLine.Nothing)) {
                leaveOut(i);
            }
        }
        endSample();
        if (kind == null) {
            throw nothingFits();
        }
        return new MonitorLog(file, kind, samples, cutLines, strangeLines);
    }

    private void add(int i, Fact fact) {
        if (kind == null) {
            kind = fact.kind();
            kindLine = i;
        } else if (kind != fact.kind()) {
            throw new InputException(
                    file + ": line " + (i + 1) + " is of a " + fact.kind().words() + ", but line " + (kindLine + 1)
                            + " of a " + kind.words() + "; a file is one test, split it");
        }
        if (sample.isOver(fact)) {
            endSample();
        }
        sample.add(fact);
        cutLines += fact.cut() ? 1 : 0;
    }

    private void leaveOut(int i) {
        firstUnread = firstUnread < 0 ? i : firstUnread;
        if (i == first || i == last) {
            cutLines++;
            sample.markCut();
        } else {
            strangeLines++;
        }
    }

    private void endSample() {
        if (!sample.isEmpty()) {
            samples.add(sample);
        }
        sample = new LogSample();
    }

    /** Whether the value at the end of a last line without line end may lack digits. */
    private boolean hasCutEnd(int i, Fact fact) {
        boolean valueIsLast = fact.kind() == LogKind.CPU_MACHINE
                || (fact instanceof GuestMemory && fact.kind() != LogKind.MEMORY_LABELLED);
        return i == last && !ended && valueIsLast && kind != null;
    }

    /** Whether the name at the beginning of the first line is only the end of one that the rest of the log shows. */
    private boolean hasCutName(int i, Fact fact) {
        String begin = fact instanceof Counters counters
                ? counters.domain() + ": ("
                : fact instanceof GuestMemory guest && guest.kind() == LogKind.MEMORY_PLAIN
                        ? guest.domain() + ": "
                        : "";
        if (i != first || begin.isEmpty()) {
            return false;
        }
        List<String> rest = lines.subList(i + 1, lines.size());
        return rest.stream().noneMatch(line -> line.startsWith(begin))
                && rest.stream().anyMatch(line -> line.contains(begin));
    }

    private InputException nothingFits() {
        if (firstUnread < 0) {
            return new InputException(file + ": holds no sample; give the log of a CPU or memory monitor");
        }
        String line = lines.get(firstUnread);
        String shown = line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
        return new InputException(file + ": line " + (firstUnread + 1) + " fits no kind of monitor log: '" + shown
                + "'; give the log of a CPU or memory monitor");
    }
}
