package io.equipoise.traces.parquet;

import io.equipoise.traces.InputException;
import io.equipoise.traces.TraceHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A directory that was checked to be a whole trace.
 *
 * @param segments names of the segments, in order of tick; every table has each of them
 */
record TraceDirectory(Path path, TraceHeader header, List<String> segments) {
    private static final String SUFFIX = ".parquet";

    TraceDirectory {
        segments = List.copyOf(segments);
    }

    /** Checks the version, that each table is there, and the footer of every segment in every table. */
    static TraceDirectory open(Path path) throws IOException {
        checkIsTrace(path);
        TraceHeader header = HeaderFile.read(path);
        Set<String> segments = new TreeSet<>();
        for (Table table : Tables.ALL) {
            segments.addAll(segments(path.resolve(table.name())));
        }
        long samples = 0;
        for (Table table : Tables.ALL) {
            for (String segment : segments) {
                long rows = checkSegment(path.resolve(table.name()).resolve(segment), table);
                samples += table.equals(HostTable.TABLE) ? rows : 0;
            }
        }
        if (samples == 0) {
            throw new InputException(path + ": holds no sample; make the trace again");
        }
        checkOtherTables(path);
        return new TraceDirectory(path, header, List.copyOf(segments));
    }

    Path file(Table table, String segment) {
        return path.resolve(table.name()).resolve(segment);
    }

    Rows read(Table table, String segment) throws IOException {
        try (SegmentFile file = SegmentFile.open(file(table, segment))) {
            return file.read(table);
        }
    }

    /** Names sort by tick: {@code 000003600-000007199.parquet}. */
    static String segmentName(long firstTick, long lastTick) {
        return String.format("%09d-%09d%s", firstTick, lastTick, SUFFIX);
    }

    private static void checkIsTrace(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new InputException(path + ": no such trace");
        }
        if (!Files.isDirectory(path)) {
            throw new InputException(path + ": is a file, and a trace is a directory; for a monitor log write monitor:"
                    + path + " or import it");
        }
        if (!Files.exists(path.resolve(HeaderFile.NAME))) {
            try (Stream<Path> entries = Files.list(path)) {
                String what = entries.findAny().isEmpty() ? "empty directory" : "no " + HeaderFile.NAME + " in it";
                throw new InputException(path + ": " + what + ", so it is no trace; name a trace's directory");
            }
        }
    }

    private static List<String> segments(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new InputException(folder + ": table is missing; restore the folder or make the trace again");
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .toList();
            if (names.isEmpty()) {
                throw new InputException(folder + ": holds no segment; restore it or make the trace again");
            }
            return names;
        }
    }

    private static long checkSegment(Path file, Table table) throws IOException {
        if (!Files.exists(file)) {
            throw new InputException(file + ": segment is missing; restore the file or make the trace again");
        }
        try (SegmentFile segment = SegmentFile.open(file)) {
            segment.check(table);
            return segment.rows();
        }
    }

    /** Tables that a later minor version added are not read, but a cut one is an error all the same. */
    private static void checkOtherTables(Path path) throws IOException {
        Set<String> known = Tables.ALL.stream().map(Table::name).collect(Collectors.toSet());
        try (Stream<Path> files = Files.walk(path, 2)) {
            for (Path file : files.sorted().toList()) {
                boolean other = !known.contains(path.relativize(file).getName(0).toString());
                if (other && file.toString().endsWith(SUFFIX)) {
                    SegmentFile.open(file).close();
                }
            }
        }
    }
}
