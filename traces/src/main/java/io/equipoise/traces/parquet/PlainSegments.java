package io.equipoise.traces.parquet;

import io.equipoise.traces.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The segments of a trace of format 1.0: every table's folder holds all of them, and each file's footer is checked. */
final class PlainSegments {
    private PlainSegments() {}

    static List<Part> list(Path path) throws IOException {
        Set<SegmentName> names = new TreeSet<>();
        for (Table table : Tables.ALL) {
            names.addAll(names(path.resolve(table.name())));
        }
        List<Part> segments = new ArrayList<>();
        long samples = 0;
        for (SegmentName name : names) {
            PlainSegment segment = new PlainSegment(path, name);
            for (Table table : Tables.ALL) {
                long rows = check(segment.file(table), table);
                samples += table.equals(HostTable.TABLE) ? rows : 0;
            }
            segments.add(segment);
        }
        checkOtherTables(path);
        return samples == 0 ? List.of() : segments;
    }

    private static List<SegmentName> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new InputException(folder + ": table is missing; restore the folder or make the trace again");
        }
        List<SegmentName> names = new ArrayList<>();
        for (Path file : files(folder)) {
            String name = file.getFileName().toString();
            names.add(SegmentName.parse(name.substring(0, name.length() - Segment.SUFFIX.length()))
                    .orElseThrow(() -> new InputException(file + ": is no segment's name; remove the file")));
        }
        if (names.isEmpty()) {
            throw new InputException(folder + ": holds no segment; restore it or make the trace again");
        }
        return names;
    }

    private static long check(Path file, Table table) throws IOException {
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
        for (Path folder : Segments.tableFolders(path)) {
            if (!known.contains(folder.getFileName().toString())) {
                for (Path file : files(folder)) {
                    SegmentFile.open(file).close();
                }
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(Segment.SUFFIX))
                    .sorted()
                    .toList();
        }
    }
}
