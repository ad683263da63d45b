package io.equipoise.traces.parquet;

import io.equipoise.traces.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The names in a trace's directory at one instant, and what they make of its parts.
 *
 * @param manifests segments that are there
 * @param removed segments that are being removed
 * @param journals by their first tick
 * @param files a file of each segment that has any
 */
record Listing(
        NavigableSet<SegmentName> manifests,
        NavigableSet<SegmentName> removed,
        NavigableSet<Long> journals,
        NavigableMap<SegmentName, Path> files) {
    private static final int ATTEMPTS = 100;
    private static final Comparator<SegmentName> LARGEST_FIRST =
            Comparator.comparingLong(SegmentName::first).thenComparing(SegmentName::last, Comparator.reverseOrder());

    /** Lists again while a recorder changes what is listed. */
    static Listing of(Path directory) throws IOException {
        Listing listing = list(directory);
        for (int i = 1; i < ATTEMPTS; i++) {
            Listing again = list(directory);
            if (again.equals(listing)) {
                return listing;
            }
            listing = again;
        }
        return listing;
    }

    private static Listing list(Path directory) throws IOException {
        Path manifests = directory.resolve(Manifest.FOLDER);
        NavigableMap<SegmentName, Path> files = new TreeMap<>();
        for (Path folder : Segments.tableFolders(directory)) {
            for (String name : names(folder)) {
                segment(name, Segment.SUFFIX).ifPresent(segment -> files.put(segment, folder.resolve(name)));
            }
        }
        return new Listing(
                segments(names(manifests), Manifest.SUFFIX),
                segments(names(manifests), Manifest.REMOVED),
                journals(directory),
                files);
    }

    /** First ticks of the journals only. */
    static NavigableSet<Long> journals(Path directory) throws IOException {
        NavigableSet<Long> firsts = new TreeSet<>();
        for (String name : names(directory.resolve(Journal.FOLDER))) {
            Journal.first(name).ifPresent(firsts::add);
        }
        return firsts;
    }

    private static List<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }

    private static NavigableSet<SegmentName> segments(List<String> names, String suffix) {
        NavigableSet<SegmentName> segments = new TreeSet<>();
        for (String name : names) {
            segment(name, suffix).ifPresent(segments::add);
        }
        return segments;
    }

    private static Optional<SegmentName> segment(String name, String suffix) {
        return name.endsWith(suffix)
                ? SegmentName.parse(name.substring(0, name.length() - suffix.length()))
                : Optional.empty();
    }

    /** The segments in order of tick, without those that a larger one replaces; overlapping ones are refused. */
    List<SegmentName> segments(Path directory) {
        List<SegmentName> segments = new ArrayList<>();
        for (SegmentName name : manifests.stream().sorted(LARGEST_FIRST).toList()) {
            SegmentName before = segments.isEmpty() ? null : segments.get(segments.size() - 1);
            if (before == null || !before.overlaps(name)) {
                segments.add(name);
            } else if (!before.contains(name)) {
                throw new InputException(Manifest.file(directory, name) + ": overlaps segment " + before
                        + "; remove the one that does not belong to this trace");
            }
        }
        return segments;
    }

    /** Segments of which a larger one holds all rows: they were not removed yet when the machine stopped. */
    List<SegmentName> replaced(Path directory) {
        List<SegmentName> segments = segments(directory);
        return manifests.stream().filter(name -> !segments.contains(name)).toList();
    }

    /** Journals that are not a segment yet. */
    List<Long> openJournals() {
        return journals.stream().filter(first -> !isClosed(first)).toList();
    }

    /** Journals whose segment is there. */
    List<Long> closedJournals() {
        return journals.stream().filter(this::isClosed).toList();
    }

    private boolean isClosed(long journal) {
        return manifests.stream().anyMatch(name -> name.contains(journal));
    }

    /** Segments that have files and no manifest, because writing or removing them was interrupted; others are refused. */
    List<SegmentName> leftovers(Path directory) {
        List<SegmentName> leftovers = new ArrayList<>();
        files.forEach((name, file) -> {
            if (!manifests.contains(name)) {
                boolean explained = removed.contains(name)
                        || journals.contains(name.first())
                        || manifests.stream().anyMatch(name::overlaps);
                if (!explained) {
                    throw new InputException(file + ": its segment was not written to the end, or "
                            + Manifest.file(directory, name) + " is lost; restore that, or remove the segment's files");
                }
                leftovers.add(name);
            }
        });
        return leftovers;
    }
}
