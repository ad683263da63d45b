package io.equipoise.recorder.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.equipoise.recorder.libvirt.Reboot;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DomainWatchTest {
    private final MemoryTrace.Builder trace = new MemoryTrace.Builder(new TraceHeader(
            TraceHeader.Source.RECORDING,
            "2025-01-01T00:00:00Z",
            new TraceHeader.HostShape(4, null),
            1000,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null));
    private final List<Reboot> reboots = new ArrayList<>();
    private final DomainWatch watch = new DomainWatch(trace, () -> {
        List<Reboot> heard = List.copyOf(reboots);
        reboots.clear();
        return heard;
    });

    @Test
    void domainsOfTheFirstSampleDidNotStartInTheTrace() {
        watch.sample(sample(0, domain("a", 1), domain("b", 2)));
        watch.sample(sample(1, domain("a", 1), domain("b", 2)));
        assertThat(trace.build().events()).isEmpty();
        assertThat(trace.build().samples()).hasSize(2);
    }

    @Test
    void domainThatComesOrGoesIsAnEventOfThatTick() {
        watch.sample(sample(0, domain("a", 1)));
        watch.sample(sample(1, domain("a", 1), domain("b", 2)));
        watch.sample(sample(2, domain("b", 2)));
        assertThat(trace.build().events())
                .containsExactly(
                        new Event(1, 1_000_000L, EventType.DOMAIN_STARTED, "b", null, "id 2"),
                        new Event(2, 2_000_000L, EventType.DOMAIN_STOPPED, "a", null, "id 1"));
    }

    @Test
    void newIdBetweenTwoTicksIsAStopAndAStart() {
        watch.sample(sample(0, domain("a", 1)));
        watch.sample(sample(1, domain("a", 9)));
        assertThat(trace.build().events())
                .extracting(Event::type, Event::detail)
                .containsExactly(tuple(EventType.DOMAIN_STOPPED, "id 1"), tuple(EventType.DOMAIN_STARTED, "id 9"));
    }

    @Test
    void rebootThatIsToldSeveralTimesIsOne() {
        watch.sample(sample(0, domain("a", 1)));
        reboots.addAll(List.of(new Reboot("a", 0), new Reboot("a", 100_000), new Reboot("b", 100_000)));
        watch.sample(sample(1, domain("a", 1)));
        reboots.addAll(List.of(new Reboot("a", 200_000), new Reboot("a", 9_000_000)));
        watch.sample(sample(2, domain("a", 1)));
        assertThat(trace.build().events())
                .extracting(Event::tick, Event::domain)
                .containsExactly(tuple(1L, "a"), tuple(1L, "b"), tuple(2L, "a"));
    }

    @Test
    void rebootBelongsToTheNextTick() {
        watch.sample(sample(0, domain("a", 1)));
        reboots.add(new Reboot("a", 777));
        watch.sample(sample(1, domain("a", 1)));
        watch.sample(sample(2, domain("a", 1)));
        assertThat(trace.build().events())
                .containsExactly(new Event(1, 777L, EventType.DOMAIN_REBOOTED, "a", null, ""));
    }

    private static Sample sample(long tick, DomainSample... domains) {
        return new Sample(
                tick,
                tick * 1_000_000,
                tick * 1_000_000_000,
                null,
                HostSample.UNKNOWN,
                List.of(),
                Stream.of(domains).toList());
    }

    private static DomainSample domain(String name, int id) {
        return new DomainSample(
                "uuid-of-" + name, name, id, DomainState.RUNNING, null, null, null, List.of(), null, null);
    }
}
