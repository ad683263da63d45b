package io.equipoise.cli;

import io.equipoise.recorder.libvirt.DomainGlob;
import io.equipoise.traces.Sample;
import io.equipoise.traces.demand.DemandWindow;
import io.equipoise.traces.parquet.ParquetTraces;
import io.equipoise.traces.parquet.TraceFollower;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A trace on disk: what it holds already, and then, while it is being recorded, what comes. */
final class WatchedTrace implements Watched {
    private static final long MOST_PAUSE_MILLIS = 250;
    /** A trace without a new sample for so many of its intervals may have ended. */
    private static final int QUIET_INTERVALS = 3;

    private final Path directory;
    private final DomainGlob domains;
    private final TraceFollower follower;
    private Iterator<Sample> samples;
    private long lastTick = -1;
    private boolean recorded;
    private boolean ended;
    private boolean stopped;

    /**
     * @param domains those that are shown
     * @param whole whether it begins with the first sample, and not with the newest ones that demand is estimated from
     */
    WatchedTrace(Path directory, DomainGlob domains, boolean whole) {
        this.directory = directory;
        this.domains = domains;
        this.follower = ParquetTraces.follow(directory, DemandWindow.TICKS + 1);
        // First: so it hands over all that comes while the whole trace is being read.
        Iterator<Sample> newest = follower.poll().iterator();
        this.samples = whole ? ParquetTraces.open(directory).samples().iterator() : newest;
    }

    @Override
    public String title() {
        return directory.toString();
    }

    @Override
    public long intervalMillis() {
        return follower.header().intervalMillis();
    }

    @Override
    public synchronized Optional<Glance> next() {
        long since = System.nanoTime();
        while (!stopped && !ended) {
            if (!samples.hasNext()) {
                samples = follower.poll().iterator();
            }
            if (samples.hasNext()) {
                Sample sample = samples.next();
                if (sample.tick() > lastTick) {
                    lastTick = sample.tick();
                    return Optional.of(new Glance(meant(sample), null, recorded && !samples.hasNext()));
                }
                continue;
            }
            long quietMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
            if (!recorded || quietMillis >= QUIET_INTERVALS * intervalMillis() + MOST_PAUSE_MILLIS) {
                String notice = recorded ? "no new sample for some time" : null;
                recorded = follower.isRecorded();
                if (recorded) {
                    return Optional.of(new Glance(null, notice, true));
                }
                // Once more: the last ones may have come between.
                samples = follower.poll().iterator();
                ended = !samples.hasNext();
            } else {
                pause();
            }
        }
        return Optional.empty();
    }

    @SuppressWarnings("WaitNotInLoop") // waking early only looks once more
    private void pause() {
        try {
            wait(Math.min(MOST_PAUSE_MILLIS, intervalMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }

    private Sample meant(Sample all) {
        return new Sample(
                all.tick(),
                all.utcMicros(),
                all.monotonicNanos(),
                all.callNanos(),
                all.host(),
                all.pcpus(),
                all.domains().stream()
                        .filter(domain -> domains.matches(domain.name()))
                        .toList());
    }

    @Override
    public synchronized boolean ended() {
        return ended;
    }

    @Override
    public synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    @Override
    public void close() {
        follower.close();
    }
}
