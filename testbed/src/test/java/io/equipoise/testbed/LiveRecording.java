package io.equipoise.testbed;

import io.equipoise.recorder.libvirt.DomainGlob;
import io.equipoise.recorder.record.DomainWatch;
import io.equipoise.recorder.record.MissedBecause;
import io.equipoise.recorder.record.Recording;
import io.equipoise.recorder.record.RecordingListener;
import io.equipoise.recorder.sample.HostSampler;
import io.equipoise.recorder.sample.SamplerOptions;
import io.equipoise.traces.Decision;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.LoadAsked;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceSink;
import io.equipoise.traces.schedule.Schedule;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A recording of the testbed at one sample a second that goes on while a test does something to the testbed. */
final class LiveRecording implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final List<Sample> samples = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final Recording recording;
    private final HostSampler host;
    private final Thread thread;

    LiveRecording(String uri, boolean setStatsPeriod) {
        Listener listener = new Listener();
        SamplerOptions options = new SamplerOptions(
                uri, DomainGlob.ALL, INTERVAL, SamplerOptions.defaultDeadline(INTERVAL), setStatsPeriod, true);
        host = new HostSampler(options, listener);
        recording =
                new Recording(host, new Schedule(INTERVAL, null), new DomainWatch(new Sink(), host::reboots), listener);
        thread = new Thread(recording::run, "recording");
        thread.start();
    }

    /** The first sample from this tick on for which it holds. */
    Sample await(String what, long fromTick, Predicate<Sample> holds) throws IOException {
        Await.until(what, LIMIT, () -> from(fromTick).stream().anyMatch(holds));
        return from(fromTick).stream().filter(holds).findFirst().orElseThrow();
    }

    /** The next sample, for whatever needs a fixed point to count from. */
    Sample next() throws IOException {
        long tick = lastTick() + 1;
        return await("a sample", tick, sample -> true);
    }

    /** Waits for so many further samples. */
    void take(int number) throws IOException {
        for (int i = 0; i < number; i++) {
            next();
        }
    }

    /** The samples from this tick on. */
    synchronized List<Sample> from(long tick) {
        return samples.stream().filter(sample -> sample.tick() >= tick).toList();
    }

    synchronized List<Event> events(EventType type) {
        return events.stream().filter(event -> event.type() == type).toList();
    }

    /** What the listener heard, one word and the domain or number each. */
    synchronized List<String> heard() {
        return List.copyOf(heard);
    }

    private synchronized long lastTick() {
        return samples.isEmpty() ? -1 : samples.get(samples.size() - 1).tick();
    }

    static DomainSample domain(Sample sample, String name) {
        return sample.domains().stream()
                .filter(domain -> domain.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " at tick " + sample.tick()));
    }

    static boolean has(Sample sample, String name) {
        return sample.domains().stream().anyMatch(domain -> domain.name().equals(name));
    }

    @Override
    public void close() throws IOException {
        recording.stop();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        host.close();
    }

    private synchronized void add(String word) {
        heard.add(word);
    }

    private final class Listener implements RecordingListener {
        @Override
        public void missed(long ticks, MissedBecause because, String reason) {
            add("missed");
        }

        @Override
        public void reconnected() {
            add("reconnected");
        }

        @Override
        public void stuck(String domain) {
            add("stuck " + domain);
        }

        @Override
        public void answers(String domain) {
            add("answers " + domain);
        }
    }

    private final class Sink implements TraceSink {
        @Override
        public void sample(Sample sample) {
            synchronized (LiveRecording.this) {
                samples.add(sample);
            }
        }

        @Override
        public void event(Event event) {
            synchronized (LiveRecording.this) {
                events.add(event);
            }
        }

        @Override
        public void load(LoadAsked load) {}

        @Override
        public void decision(Decision decision) {}
    }
}
