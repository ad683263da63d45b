package io.equipoise.traces.readings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.Trace;
import io.equipoise.traces.VcpuSample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class GuestsTest {
    private static final long SECOND = 1_000_000_000;

    private final Guests guests = new Guests(Path.of("some/day"), ImportOptions.DEFAULT);
    private final Repairs repairs = new Repairs();

    @Test
    void usageBecomesCumulativeTimeOfEachVcpu() {
        GuestReadings guest = named("a");
        guest.shape(1, 2, null);
        guest.set(1, 0.5, GuestReadings.UNKNOWN);
        guest.set(2, 0.25, GuestReadings.UNKNOWN);

        List<Sample> samples = samples();

        assertThat(samples).extracting(Sample::tick).containsExactly(0L, 1L, 2L);
        assertThat(samples).extracting(Sample::monotonicNanos).containsExactly(0L, 300 * SECOND, 600 * SECOND);
        assertThat(samples)
                .extracting(sample -> times(sample, 0))
                .containsExactly(
                        List.of(0L, 0L), List.of(150 * SECOND, 150 * SECOND), List.of(225 * SECOND, 225 * SECOND));
        assertThat(samples.get(2).domains().get(0).cpuTimeNanos()).isEqualTo(450 * SECOND);
    }

    @Test
    void shortGapIsARowOfNullsAndCountsWithTheReadingThatEndsIt() {
        GuestReadings guest = named("a");
        guest.set(1, 0.5, GuestReadings.UNKNOWN);
        guest.set(4, 0.1, GuestReadings.UNKNOWN);

        List<Sample> samples = samples();

        DomainSample missing = samples.get(2).domains().get(0);
        assertThat(missing.missing()).isEqualTo("the source has no reading here");
        assertThat(missing.state()).isEqualTo(DomainState.UNKNOWN);
        assertThat(missing.vcpus()).isEmpty();
        assertThat(missing.cpuTimeNanos()).isNull();
        assertThat(times(samples.get(4), 0)).containsExactly((150 + 3 * 30) * SECOND);
        assertThat(repairs.sentence()).isEqualTo("missing readings filled with the one after: 2");
    }

    @Test
    void afterAnHourWithoutReadingTheGuestStartsAnew() {
        GuestReadings first = named("a");
        GuestReadings other = named("b");
        for (int interval = 1; interval <= 30; interval++) {
            other.set(interval, 0.5, GuestReadings.UNKNOWN);
        }
        first.set(1, 0.5, GuestReadings.UNKNOWN);
        first.set(14, 0.5, GuestReadings.UNKNOWN);
        first.set(28, 0.5, GuestReadings.UNKNOWN);

        Trace trace = trace();
        List<Sample> samples = MemoryTrace.copyOf(trace).samples();

        assertThat(samples.get(14).domains()).extracting(DomainSample::id).containsExactly(1, 2);
        assertThat(samples.get(15).domains()).extracting(DomainSample::id).containsExactly(2);
        assertThat(samples.get(27).domains()).extracting(DomainSample::id).containsExactly(2, 3);
        assertThat(times(samples.get(27), 1)).containsExactly(0L);
        assertThat(samples.get(27).domains().get(1).uuid())
                .isEqualTo(samples.get(0).domains().get(0).uuid());
        assertThat(trace.events())
                .extracting(Event::tick, Event::type, Event::domain)
                .containsExactly(
                        tuple(15L, EventType.DOMAIN_STOPPED, "a"),
                        tuple(27L, EventType.DOMAIN_STARTED, "a"),
                        tuple(29L, EventType.DOMAIN_STOPPED, "a"));
        assertThat(repairs.sentence())
                .contains("gaps of over an hour taken as a stop: 1")
                .contains("after: 12");
    }

    @Test
    void ticksAtWhichNoGuestRunsAreLeftOut() {
        named("a").set(1, 0.5, GuestReadings.UNKNOWN);
        named("b").set(100, 0.5, GuestReadings.UNKNOWN);

        Trace trace = trace();

        assertThat(trace.samples()).extracting(Sample::tick).containsExactly(0L, 1L, 99L, 100L);
        assertThat(trace.events())
                .extracting(Event::tick, Event::type, Event::domain)
                .containsExactly(
                        tuple(99L, EventType.GAP, null),
                        tuple(99L, EventType.DOMAIN_STOPPED, "a"),
                        tuple(99L, EventType.DOMAIN_STARTED, "b"));
    }

    @Test
    void vcpusComeAndGoWithTheShape() {
        GuestReadings guest = named("a");
        assertThat(guest.shape(1, 1, 1024L)).isFalse();
        guest.set(1, 0.5, 600);
        assertThat(guest.shape(2, 2, 2048L)).isTrue();
        guest.set(2, 0.5, 600);
        assertThat(guest.shape(3, 1, 512L)).isTrue();
        guest.set(3, 0.5, 600);

        List<Sample> samples = samples();

        assertThat(times(samples.get(2), 0)).containsExactly(300 * SECOND, 150 * SECOND);
        assertThat(times(samples.get(3), 0)).containsExactly(450 * SECOND);
        assertThat(samples)
                .extracting(sample -> sample.domains().get(0).maximumKiB())
                .containsExactly(1024L, 1024L, 2048L, 512L);
        assertThat(samples)
                .extracting(sample -> usable(sample.domains().get(0)))
                .containsExactly(null, 424L, 1448L, 0L);
    }

    @Test
    void partsOfAnIntervalAddUpToAtMostTheWhole() {
        GuestReadings guest = named("a");
        guest.add(1, 0.5);
        guest.add(1, 0.25);
        guest.add(2, 0.75);
        guest.add(2, 0.75);

        assertThat(samples())
                .extracting(sample -> times(sample, 0))
                .containsExactly(List.of(0L), List.of(225 * SECOND), List.of(525 * SECOND));
    }

    @Test
    void readingsMayComeInAnyOrder() {
        GuestReadings guest = named("a");
        for (int interval : new int[] {50, 1, 20, 49, 2}) {
            guest.set(interval, interval / 100.0, GuestReadings.UNKNOWN);
        }

        assertThat(guest.has(20)).isTrue();
        assertThat(guest.has(21)).isFalse();
        assertThat(samples().get(2).domains().get(0).cpuTimeNanos()).isEqualTo(9 * SECOND);
    }

    @Test
    void clockOfTheSourceIsKept() {
        named("a").set(-1, 0.5, GuestReadings.UNKNOWN);

        Trace trace = guests.trace("a test", repairs, "2024-01-01T00:00:00Z", 1_000_000L);

        assertThat(trace.samples())
                .extracting(Sample::utcMicros)
                .containsExactly((1_000_000L - 600) * 1_000_000, (1_000_000L - 300) * 1_000_000);
        assertThat(trace.header().note()).isEqualTo("imported from day, a test; nothing was repaired or left out");
        assertThat(trace.header().intervalMillis()).isEqualTo(300_000);
    }

    @Test
    void onlyTheWantedGuestsAreKept() {
        Guests few = new Guests(Path.of("x"), new ImportOptions(2, ImportProgress.SILENT));

        assertThat(few.named("a")).isNotNull();
        assertThat(few.named("b")).isNotNull();
        assertThat(few.named("c")).isNull();
        assertThat(few.named("a")).isNotNull();
    }

    @Test
    void whatWouldNotFitTheMemoryIsRefused() {
        List<GuestReadings> many = new ArrayList<>();
        for (int g = 0; g < 1_000; g++) {
            many.add(named("vm" + g));
        }

        assertThatThrownBy(() -> many.forEach(guest -> {
                    guest.set(1, 0, GuestReadings.UNKNOWN);
                    guest.set(150_000, 0, GuestReadings.UNKNOWN);
                }))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("some/day: has more than 100000000 readings")
                .hasMessageContaining("--guests");
        assertThat(guests.spans(1_000)).isTrue();
        assertThat(guests.spans(161_001)).isFalse();
        assertThat(guests.spans(Long.MAX_VALUE)).isFalse();
        assertThat(guests.spans(Long.MIN_VALUE)).isFalse();
    }

    @Test
    void sourceWithoutReadingIsRefused() {
        named("a");

        assertThatThrownBy(this::trace)
                .isInstanceOf(InputException.class)
                .hasMessage("some/day: holds no reading; give a test");
    }

    private GuestReadings named(String name) {
        return Objects.requireNonNull(guests.named(name));
    }

    private Trace trace() {
        return guests.trace("a test", repairs, "2024-01-01T00:00:00Z", null);
    }

    private List<Sample> samples() {
        return MemoryTrace.copyOf(trace()).samples();
    }

    private static List<Long> times(Sample sample, int domain) {
        List<Long> times = new ArrayList<>();
        for (VcpuSample vcpu : sample.domains().get(domain).vcpus()) {
            times.add(Objects.requireNonNull(vcpu.timeNanos()));
        }
        return times;
    }

    private static @Nullable Long usable(DomainSample domain) {
        MemorySample memory = domain.memory();
        return memory == null ? null : memory.usableKiB();
    }
}
