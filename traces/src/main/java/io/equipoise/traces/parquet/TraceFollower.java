package io.equipoise.traces.parquet;

import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceHeader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/** Hands over the samples of a directory while they are being recorded, whoever records them. */
public final class TraceFollower implements Closeable {
    /** As many as it takes to tell what was used in between. */
    private static final int FIRST_SAMPLES = 2;

    private final Path directory;
    private final HeaderFile.Read header;
    private final List<Sample> read = new ArrayList<>();
    private @Nullable JournalTail tail;
    private @Nullable Listing listed;
    private long lastTick = -1;

    TraceFollower(Path directory) throws IOException {
        TraceDirectory.checkIsTrace(directory);
        this.directory = directory;
        this.header = HeaderFile.read(directory);
    }

    public TraceHeader header() {
        return header.header();
    }

    /** The newest two samples at the first call; then those since the last call, each once, in order of tick. */
    public List<Sample> poll() {
        // What was read before a file moved away stays until all is.
        Moving.read(() -> {
            read();
            return true;
        });
        List<Sample> samples = List.copyOf(read);
        read.clear();
        return samples;
    }

    private void read() throws IOException {
        if (tail != null) {
            // Listed first: once there is a later journal, nothing is appended to this one.
            NavigableSet<Long> journals = Listing.journals(directory);
            boolean over = !journals.isEmpty() && journals.last() > tail.first();
            tail.poll().forEach(this::add);
            if (over) {
                tail.close();
                tail = null;
            }
        }
        if (tail == null) {
            Listing listing = Listing.of(directory);
            if (!listing.equals(listed)) {
                readParts(TraceDirectory.parts(directory, header));
                listed = listing;
            }
        }
    }

    private void readParts(List<Part> parts) throws IOException {
        boolean isFirst = lastTick < 0;
        List<Part> newest = isFirst ? parts.subList(Math.max(0, parts.size() - FIRST_SAMPLES), parts.size()) : parts;
        for (Part part : newest) {
            if (part instanceof Journal journal && part == parts.get(parts.size() - 1)) {
                tail = new JournalTail(directory, journal.first(), header.crc32c());
                tail.poll().forEach(this::add);
            } else if (part.name().last() > lastTick) {
                SegmentSamples samples = SegmentSamples.read(part);
                for (int i = isFirst ? Math.max(0, samples.size() - FIRST_SAMPLES) : 0; i < samples.size(); i++) {
                    if (samples.tick(i) > lastTick) {
                        add(samples.get(i));
                    }
                }
            }
        }
        if (isFirst && read.size() > FIRST_SAMPLES) {
            read.subList(0, read.size() - FIRST_SAMPLES).clear();
        }
    }

    private void add(Sample sample) {
        if (sample.tick() > lastTick) {
            read.add(sample);
            lastTick = sample.tick();
        }
    }

    @Override
    public void close() {
        try {
            if (tail != null) {
                tail.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
