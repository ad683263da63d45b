package io.equipoise.traces.parquet;

import io.equipoise.traces.InputException;
import io.equipoise.traces.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Samples in order of tick, decoded part by part; of a trace that is being recorded, those of when it was opened. */
final class SampleIterator implements Iterator<Sample> {
    private final Path directory;
    private final long end;
    private Iterator<Part> parts;
    private @Nullable Part part;
    private @Nullable SegmentSamples samples;
    private int next;
    private long lastTick = -1;
    private int moves;

    SampleIterator(TraceDirectory directory) {
        List<Part> all = directory.parts();
        this.directory = directory.path();
        this.parts = all.iterator();
        this.end = all.get(all.size() - 1).name().last();
    }

    @Override
    public boolean hasNext() {
        while (samples == null || next == samples.size()) {
            if (!parts.hasNext()) {
                return false;
            }
            open(parts.next());
        }
        return samples.tick(next) <= end;
    }

    @Override
    public Sample next() {
        if (!hasNext() || samples == null || part == null) {
            throw new NoSuchElementException();
        }
        try {
            Sample sample = samples.get(next);
            if (sample.tick() <= lastTick) {
                throw new InputException("tick " + sample.tick() + " is in an earlier segment too; remove one of them");
            }
            lastTick = sample.tick();
            next++;
            return sample;
        } catch (InputException e) {
            throw in(part, e);
        }
    }

    private void open(Part opened) {
        part = opened;
        next = 0;
        samples = null;
        try {
            samples = SegmentSamples.read(opened);
            while (moves > 0 && next < samples.size() && samples.tick(next) <= lastTick) {
                next++;
            }
        } catch (NoSuchFileException e) {
            if (++moves > Moving.ATTEMPTS) {
                throw new UncheckedIOException(e);
            }
            moved(opened.name().first());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InputException e) {
            throw in(opened, e);
        }
    }

    /** A recorder closed a journal, or removed or merged segments: what is still to come is in other parts. */
    private void moved(long from) {
        List<Part> rest = Moving.read(() -> TraceDirectory.open(directory)).parts().stream()
                .filter(one -> one.name().last() > lastTick)
                .toList();
        if (lastTick >= 0 && (rest.isEmpty() || rest.get(0).name().first() > from)) {
            throw new InputException(
                    directory + ": tick " + from + " was removed while it was to be read; open the trace again");
        }
        parts = rest.iterator();
    }

    private InputException in(Part failed, InputException e) {
        return new InputException("segment " + failed.name() + " of " + directory + ": " + e.getMessage(), e);
    }
}
