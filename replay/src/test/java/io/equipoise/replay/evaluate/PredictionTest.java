package io.equipoise.replay.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceHeader;
import java.util.List;
import org.junit.jupiter.api.Test;

class PredictionTest {
    @Test
    void errorsAreTakenAtEqualTimesFromTheOnset() {
        List<String> errors = Prediction.errors(trace(10, 400, 390, 100), trace(15, 400, 380, 90));

        assertThat(errors)
                .containsExactly(
                        "balloon: off by 0.0 MiB on average, 0 MiB at most (aos_vm1, tick 0 after the onset)",
                        "unused: off by 5.0 MiB on average, 10 MiB at most (aos_vm1, tick 1 after the onset)",
                        "swapped out since the onset: 90 MiB predicted, 100 MiB recorded");
    }

    /** Unused at the onset and a tick later, swapped out in that tick; MiB. What lies before the onset must not count. */
    private static MemoryTrace trace(long onset, long unused, long later, long swapped) {
        TraceHeader header = new TraceHeader(
                TraceHeader.Source.TRIAL,
                "",
                new TraceHeader.HostShape(2, null),
                1000,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        List<Sample> samples = List.of(
                sample(onset - 1, 7 * onset, 0), sample(onset, unused, 5), sample(onset + 1, later, 5 + swapped));
        return new MemoryTrace(
                header,
                samples,
                List.of(new Event(onset, null, EventType.LOAD_ONSET, null, null, "")),
                List.of(),
                List.of());
    }

    private static Sample sample(long tick, long unused, long swapped) {
        MemorySample memory = new MemorySample(
                512L << 10, null, null, unused << 10, null, 0L, swapped << 10, null, null, null, null, null);
        DomainSample domain =
                new DomainSample("u", "aos_vm1", 1, DomainState.RUNNING, null, null, null, List.of(), memory, null);
        return new Sample(tick, null, tick, null, HostSample.UNKNOWN, List.of(), List.of(domain));
    }
}
