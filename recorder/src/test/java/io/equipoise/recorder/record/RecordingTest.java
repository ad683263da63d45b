package io.equipoise.recorder.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.recorder.TestHost;
import io.equipoise.recorder.libvirt.DomainGlob;
import io.equipoise.recorder.libvirt.LibvirtConnection;
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
import java.util.List;
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
            new Recording(sampler::sample, new Schedule(INTERVAL, Duration.ofMillis(500)), trace).run();
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
                Sampler sampler = new Sampler(connection, DomainGlob.ALL, INTERVAL)) {
            Schedule schedule = new Schedule(INTERVAL, null);
            Connect connect = connection.connect();
            DomainWatch watch = new DomainWatch(trace, new RebootWatch(connection));
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
                                return sample;
                            },
                            schedule,
                            watch)
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
                    return sample(tick);
                },
                schedule,
                trace);
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
                    return sample(tick);
                },
                new Schedule(INTERVAL, null),
                trace);
        assertThatThrownBy(recording::run).hasMessage("the host is gone");
        assertThat(trace.build().samples()).hasSize(1);
    }

    private static Sample sample(long tick) {
        return new Sample(tick, 0L, 0, 0L, HostSample.UNKNOWN, List.of(), List.of());
    }
}
