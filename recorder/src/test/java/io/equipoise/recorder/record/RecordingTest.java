package io.equipoise.recorder.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.equipoise.recorder.TestHost;
import io.equipoise.recorder.libvirt.DomainGlob;
import io.equipoise.recorder.libvirt.LibvirtConnection;
import io.equipoise.recorder.libvirt.RebootWatch;
import io.equipoise.recorder.sample.Sampler;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceHeader;
import io.equipoise.traces.schedule.Schedule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class RecordingTest {
    private static final Duration INTERVAL = Duration.ofMillis(20);

    @TempDir
    Path folder;

    private final MemoryTrace.Builder trace = new MemoryTrace.Builder(new TraceHeader(
            TraceHeader.Source.RECORDING,
            "2025-01-01T00:00:00Z",
            new TraceHeader.HostShape(3, null),
            20,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null));

    @Test
    void samplesComeAtTheScheduleUntilItIsOver() throws Exception {
        try (LibvirtConnection connection = TestHost.with(folder, "a", "b");
                Sampler sampler = new Sampler(connection, DomainGlob.ALL, INTERVAL)) {
            new Recording(
                            tick -> Optional.of(sampler.sample(tick)),
                            new Schedule(INTERVAL, Duration.ofMillis(500)),
                            trace,
                            RecordingListener.NONE)
                    .run();
        }
        assertThat(trace.build().samples()).hasSizeBetween(2, 25);
        Sample first = trace.build().samples().get(0);
        assertThat(trace.build().samples()).allSatisfy(sample -> {
            assertThat(sample.domains()).hasSize(2);
            assertThat(sample.monotonicNanos() - first.monotonicNanos())
                    .isGreaterThan((sample.tick() - 1) * INTERVAL.toNanos());
        });
    }

    @Test
    void domainsThatStopAndStartMeanwhileAreEvents() throws Exception {
        try (LibvirtConnection connection = TestHost.with(folder, "a", "b");
                RebootWatch reboots = new RebootWatch(connection);
                Sampler sampler = new Sampler(connection, DomainGlob.ALL, INTERVAL)) {
            Schedule schedule = new Schedule(INTERVAL, null);
            Connect connect = connection.connect();
            DomainWatch watch = new DomainWatch(trace, reboots);
            int[] taken = {0};
            new Recording(
                            tick -> {
                                Sample sample = sampler.sample(tick);
                                try {
                                    switch (taken[0]++) {
                                        case 0 ->
                                            connect.domainLookupByName("a").destroy();
                                        case 1 ->
                                            connect.domainLookupByName("a").create();
                                        case 2 -> schedule.stop();
                                        default -> throw new AssertionError("stopped, yet it goes on");
                                    }
                                } catch (LibvirtException e) {
                                    throw new AssertionError(e);
                                }
                                return Optional.of(sample);
                            },
                            schedule,
                            watch,
                            RecordingListener.NONE)
                    .run();
        }
        assertThat(trace.build().samples())
                .extracting(sample -> sample.domains().size())
                .containsExactly(2, 1, 2);
        assertThat(trace.build().events())
                .filteredOn(event -> event.type() != EventType.GAP)
                .extracting(Event::type)
                .containsExactly(EventType.DOMAIN_STOPPED, EventType.DOMAIN_STARTED);
    }

    @Test
    void stopEndsItAfterTheSampleBeingTaken() {
        Schedule schedule = new Schedule(Duration.ofHours(1), null);
        Recording[] recording = new Recording[1];
        recording[0] = new Recording(
                tick -> {
                    recording[0].stop();
                    return Optional.of(sample(tick));
                },
                schedule,
                trace,
                RecordingListener.NONE);
        recording[0].run();
        assertThat(trace.build().samples()).extracting(Sample::tick).containsExactly(0L);
    }

    @Test
    void faultEndsItWithEverySampleBeforeHandedOver() {
        Recording recording = new Recording(
                tick -> {
                    if (!trace.build().samples().isEmpty()) {
                        throw new IllegalStateException("the host is gone");
                    }
                    return Optional.of(sample(tick));
                },
                new Schedule(INTERVAL, null),
                trace,
                RecordingListener.NONE);
        assertThatThrownBy(recording::run).hasMessage("the host is gone");
        assertThat(trace.build().samples()).hasSize(1);
    }

    @Test
    void ticksWithoutSampleAreOneGapWithEachReasonAndItsNumber() {
        List<String> heard = new ArrayList<>();
        Schedule schedule = new Schedule(Duration.ofMillis(1), null);
        Iterator<Optional<String>> reasons = List.of(
                        Optional.<String>empty(),
                        Optional.of("libvirt does not answer"),
                        Optional.of("refused"),
                        Optional.of("refused"),
                        Optional.<String>empty())
                .iterator();
        SampleSource source = new SampleSource() {
            private String reason = "";

            @Override
            public Optional<Sample> sample(long tick) {
                Optional<String> missed = reasons.next();
                missed.ifPresent(why -> reason = why);
                if (!reasons.hasNext()) {
                    schedule.stop();
                }
                return missed.isPresent() ? Optional.empty() : Optional.of(RecordingTest.sample(tick));
            }

            @Override
            public String reason() {
                return reason;
            }
        };
        RecordingListener listener = new RecordingListener() {
            @Override
            public void sampled(Sample sample, long latenessNanos) {
                heard.add("sampled");
                assertThat(latenessNanos).isNotNegative();
            }

            @Override
            public void missed(long ticks, MissedBecause because, String reason) {
                // On a busy machine other ticks may be missed as well.
                if (reason.startsWith("libvirt") || reason.equals("refused")) {
                    heard.add(ticks + " " + reason);
                }
            }
        };
        new Recording(source, schedule, trace, listener).run();

        assertThat(heard).containsExactly("sampled", "1 libvirt does not answer", "1 refused", "1 refused", "sampled");
        Sample last = trace.build().samples().get(1);
        assertThat(trace.build().events()).hasSize(1);
        Event gap = trace.build().events().get(0);
        assertThat(gap.type()).isEqualTo(EventType.GAP);
        assertThat(gap.tick()).isEqualTo(last.tick());
        assertThat(gap.detail()).contains("1 tick missed: libvirt does not answer", "2 ticks missed: refused");
    }

    @Test
    void ticksThatPassedWhileASampleWasTakenAreAGap() {
        Schedule schedule = new Schedule(Duration.ofMillis(1), null);
        long[] missed = {0};
        RecordingListener listener = new RecordingListener() {
            @Override
            public void missed(long ticks, MissedBecause because, String reason) {
                missed[0] += ticks;
            }
        };
        new Recording(
                        tick -> {
                            if (tick > 0) {
                                schedule.stop();
                            } else {
                                awaitMillisecondsToPass(50);
                            }
                            return Optional.of(sample(tick));
                        },
                        schedule,
                        trace,
                        listener)
                .run();
        Sample last = trace.build().samples().get(1);
        assertThat(missed[0]).isEqualTo(last.tick() - 1).isGreaterThanOrEqualTo(49);
        assertThat(trace.build().events())
                .singleElement()
                .satisfies(event ->
                        assertThat(event.detail()).startsWith(missed[0] + " ticks missed: the sample before took 0."));
    }

    @Test
    void gapAtTheEndIsWrittenToo() {
        Schedule schedule = new Schedule(INTERVAL, null);
        new Recording(
                        tick -> {
                            schedule.stop();
                            return Optional.empty();
                        },
                        schedule,
                        trace,
                        RecordingListener.NONE)
                .run();
        assertThat(trace.build().events())
                .extracting(Event::tick, Event::detail)
                .containsExactly(tuple(0L, "1 tick missed: no reason is known"));
    }

    private static void awaitMillisecondsToPass(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static Sample sample(long tick) {
        return new Sample(tick, 0L, 0, 0L, HostSample.UNKNOWN, List.of(), List.of());
    }
}
