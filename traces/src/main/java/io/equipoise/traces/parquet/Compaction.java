package io.equipoise.traces.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Merges segments, of which each becomes a part of one that covers at most 3,600 ticks, up to a multiple of them. Readers
 * go on reading meanwhile. Holds one table of one new segment at a time.
 */
public final class Compaction {
    private static final long MOST_ROWS = 4_000_000;

    private final Segments segments;
    private int before;
    private int after;
    private long bytesBefore;
    private long bytesAfter;

    private Compaction(Segments segments) {
        this.segments = segments;
    }

    /** How many segments there were and are, and the bytes of their tables. */
    public record Compacted(int before, int after, long bytesBefore, long bytesAfter) {}

    /** Recovers the trace, then merges. An {@link io.equipoise.traces.InputException} if this is no trace or is being recorded. */
    public static Compacted compact(Path directory) {
        return compact(directory, Disk.REAL);
    }

    static Compacted compact(Path directory, Disk disk) {
        try {
            TraceDirectory.checkIsTrace(directory);
            HeaderFile.Read header = HeaderFile.read(directory);
            header.requireWritable(directory);
            try (DirectoryLock lock = DirectoryLock.take(directory)) {
                Segments segments = new Segments(directory, disk, header.crc32c());
                new Recovery(segments).run();
                return new Compaction(segments).merge();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Compacted merge() throws IOException {
        List<Segment> group = new ArrayList<>();
        for (Part part : TraceDirectory.parts(segments.directory(), segments.header())) {
            if (part instanceof Segment segment) {
                if (!fits(group, segment)) {
                    merge(group);
                    group.clear();
                }
                group.add(segment);
            }
        }
        merge(group);
        return new Compacted(before, after, bytesBefore, bytesAfter);
    }

    private static boolean fits(List<Segment> group, Segment next) {
        if (group.isEmpty()) {
            return true;
        }
        long window = group.get(0).name().first() / TraceWriter.SEGMENT_TICKS;
        long rows = rows(next) + group.stream().mapToLong(Compaction::rows).sum();
        return next.name().last() / TraceWriter.SEGMENT_TICKS == window && rows <= MOST_ROWS;
    }

    private static long rows(Segment segment) {
        return Tables.ALL.stream().mapToLong(segment::rows).sum();
    }

    private void merge(List<Segment> group) throws IOException {
        if (group.isEmpty()) {
            return;
        }
        long bytes =
                group.stream().mapToLong(segment -> segment.manifest().bytes()).sum();
        before += group.size();
        after++;
        bytesBefore += bytes;
        if (group.size() == 1) {
            bytesAfter += bytes;
            return;
        }
        SegmentName name = new SegmentName(
                group.get(0).name().first(), group.get(group.size() - 1).name().last());
        bytesAfter += segments.commit(name, table -> rows(group, table)).bytes();
        for (Segment segment : group) {
            segments.remove(segment.name());
        }
    }

    private static Rows rows(List<Segment> group, Table table) throws IOException {
        long count = group.stream().mapToLong(segment -> segment.rows(table)).sum();
        Rows all = new Rows(table, Math.toIntExact(count));
        for (Segment segment : group) {
            all.addAll(segment.read(table));
        }
        return all;
    }
}
