package io.equipoise.traces.parquet;

import io.equipoise.traces.InputException;
import io.equipoise.traces.TraceHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory that was checked to be a whole trace.
 *
 * @param parts in order of tick
 */
record TraceDirectory(Path path, TraceHeader header, List<Part> parts) {
    TraceDirectory {
        parts = List.copyOf(parts);
    }

    /** Checks the version, every table of every segment, and the journals; reads and changes nothing else. */
    static TraceDirectory open(Path path) throws IOException {
        checkIsTrace(path);
        HeaderFile.Read header = HeaderFile.read(path);
        List<Part> parts = parts(path, header);
        boolean sampled = false;
        for (Part part : parts) {
            sampled |= part.rows(HostTable.TABLE) > 0;
        }
        if (!sampled) {
            throw new InputException(path + ": holds no sample; make the trace again");
        }
        return new TraceDirectory(path, header.header(), parts);
    }

    /** Segments, then what is only in journals. */
    static List<Part> parts(Path path, HeaderFile.Read header) throws IOException {
        return header.minor() == 0 ? PlainSegments.list(path) : parts(path, header.crc32c());
    }

    static List<Part> parts(Path path, String header) throws IOException {
        Listing listing = Listing.of(path);
        List<Part> parts = new ArrayList<>();
        for (Table table : Tables.ALL) {
            if (!Files.isDirectory(path.resolve(table.name()))) {
                throw new InputException(
                        path.resolve(table.name()) + ": table is missing; restore the folder or make the trace again");
            }
        }
        for (SegmentName name : listing.segments(path)) {
            Segment segment = new Segment(path, Manifest.read(path, name));
            segment.check(header);
            parts.add(segment);
        }
        listing.leftovers(path);
        List<Long> journals = listing.openJournals();
        for (long first : journals) {
            Journal journal = Journal.open(path, first, header);
            journal.requireWhole(first == journals.get(journals.size() - 1));
            if (!journal.isEmpty()) {
                parts.add(journal);
            }
        }
        return parts;
    }

    static void checkIsTrace(Path path) throws IOException {
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
}
