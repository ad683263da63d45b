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
    private final Path directory;
    private final int newest;
    private final HeaderFile.Read header;
    private final List<Sample> read = new ArrayList<>();
    private @Nullable JournalTail tail;
    private @Nullable Listing listed;
    private long lastTick = -1;

    /** @param newest samples to begin with */
    TraceFollower(Path directory, int newest) throws IOException {
        TraceDirectory.checkIsTrace(directory);
        this.directory = directory;
        this.newest = newest;
        this.header = HeaderFile.read(directory);
    }

    public TraceHeader header() {
        return header.header();
    }

    /** Whether somebody records it now, or otherwise writes it. */
    public boolean isRecorded() {
        try {
            return DirectoryLock.isHeld(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The newest samples at the first call; then those since the last call, each once, in order of tick. */
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
        for (Part part : isFirst ? newest(parts) : parts) {
            if (part instanceof Journal journal && part == parts.get(parts.size() - 1)) {
                tail = new JournalTail(directory, journal.first(), header.crc32c());
                tail.poll().forEach(this::add);
            } else if (part.name().last() > lastTick) {
                SegmentSamples samples = SegmentSamples.read(part);
                for (int i = isFirst ? Math.max(0, samples.size() - newest) : 0; i < samples.size(); i++) {
                    if (samples.tick(i) > lastTick) {
                        add(samples.get(i));
                    }
                }
            }
        }
        if (isFirst && read.size() > newest) {
            read.subList(0, read.size() - newest).clear();
        }
    }

    /** The last parts, as many as hold the newest samples. */
    private List<Part> newest(List<Part> parts) {
        int first = parts.size();
        for (long held = 0; first > 0 && held < newest; first--) {
            held += parts.get(first - 1).rows(HostTable.TABLE);
        }
        return parts.subList(first, parts.size());
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
