package io.equipoise.traces.parquet;

import io.equipoise.traces.InputException;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceHeader;
import io.equipoise.traces.TraceHeader.HostShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory that is ready to be recorded into, and belongs to this process.
 *
 * @param lastNamed the last tick of any part, -1 if there is none
 * @param last the last sample, without its pCPUs and domains; null if there is none
 */
record RecordingStart(
        Segments segments,
        DirectoryLock lock,
        Recovered recovered,
        long lastNamed,
        @Nullable Sample last) {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingStart.class);

    /** A kernel's update changes how much memory a host shows. */
    private static final double SAME_MEMORY = 0.05;

    /** Begins a trace, or recovers the one that is there; an {@link InputException} says why neither is possible. */
    static RecordingStart in(Path directory, TraceHeader header, Disk disk) throws IOException {
        boolean isThere = Files.exists(directory.resolve(HeaderFile.NAME));
        if (!isThere) {
            requireNew(directory);
        }
        DirectoryLock lock = DirectoryLock.take(directory);
        boolean isReady = false;
        try {
            if (!isThere) {
                Segments.createFolders(directory, disk);
                disk.writeWhole(directory.resolve(HeaderFile.NAME), HeaderFile.bytes(header));
            }
            HeaderFile.Read read = HeaderFile.read(directory);
            read.requireWritable(directory);
            requireFit(directory, read.header(), header);
            RecordingStart start = recovered(new Segments(directory, disk, read.crc32c()), lock);
            isReady = true;
            return start;
        } finally {
            if (!isReady) {
                lock.close();
            }
        }
    }

    private static RecordingStart recovered(Segments segments, DirectoryLock lock) throws IOException {
        Recovery recovery = new Recovery(segments);
        try {
            recovery.run();
        } catch (IOException e) {
            LOG.warn("{}: not all is recovered yet: {}", segments.directory(), SegmentCloser.reason(e));
        }
        List<Part> parts = TraceDirectory.parts(segments.directory(), segments.header());
        Sample last = null;
        for (int i = parts.size() - 1; i >= 0 && last == null; i--) {
            Rows hosts = parts.get(i).read(HostTable.TABLE);
            if (hosts.size() > 0) {
                last = HostTable.read(hosts, hosts.inSeriesOrder()[hosts.size() - 1], List.of(), List.of());
            }
        }
        long lastNamed =
                parts.isEmpty() ? -1 : parts.get(parts.size() - 1).name().last();
        return new RecordingStart(segments, lock, recovery.done(), lastNamed, last);
    }

    /** Only folders that a recorder left which was stopped before it wrote the header are taken for nothing. */
    private static void requireNew(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            Set<String> ours = Tables.ALL.stream().map(Table::name).collect(Collectors.toCollection(TreeSet::new));
            ours.addAll(Set.of(Manifest.FOLDER, Journal.FOLDER));
            try (Stream<Path> entries = Files.walk(directory, 2)) {
                for (Path entry : entries.toList()) {
                    String name = directory.relativize(entry).toString();
                    boolean isOurs = name.isEmpty()
                            || ours.contains(name)
                            || name.equals(Journal.FOLDER + "/" + DirectoryLock.NAME)
                            || name.equals(
                                    Disk.unfinished(Path.of(HeaderFile.NAME)).toString());
                    if (!isOurs) {
                        NewDirectory.require(directory);
                    }
                }
            }
        } else {
            NewDirectory.require(directory);
        }
    }

    private static void requireFit(Path directory, TraceHeader there, TraceHeader header) {
        String what = null;
        if (there.source() != header.source()) {
            what = "is of source " + Names.of(there.source()) + ", and this is a " + Names.of(header.source());
        } else if (there.intervalMillis() != header.intervalMillis()) {
            what = "has an interval of " + there.intervalMillis() + " ms, and this one is " + header.intervalMillis()
                    + " ms";
        } else if (!fits(there.host(), header.host())) {
            what = "is of a host of " + text(there.host()) + ", and this one has " + text(header.host());
        }
        if (what != null) {
            throw new InputException(
                    directory + ": the trace that is there " + what + "; name a directory that is new or empty");
        }
    }

    private static boolean fits(HostShape there, HostShape host) {
        if (there.memoryKiB() == null || host.memoryKiB() == null) {
            return there.equals(host);
        }
        double difference = Math.abs(there.memoryKiB() - host.memoryKiB());
        return there.pcpus() == host.pcpus() && difference <= SAME_MEMORY * there.memoryKiB();
    }

    private static String text(HostShape host) {
        return host.pcpus() + " pCPUs and " + host.memoryKiB() + " KiB";
    }
}
