package io.equipoise.traces.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.traces.HostSample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.Trace;
import io.equipoise.traces.TraceHeader;
import java.util.List;

/** What tests of recording share: an interval of 1 s, and ticks and times that agree. */
final class Recordings {
    static final long INTERVAL_MILLIS = 1_000;

    private Recordings() {}

    /** A trace without rows. */
    static MemoryTrace empty() {
        TraceHeader header = new TraceHeader(
                TraceHeader.Source.RECORDING,
                "2024-05-06T07:08:09Z",
                new TraceHeader.HostShape(4, 16_000_000L),
                INTERVAL_MILLIS,
                null,
                null,
                null,
                null,
                "none",
                null,
                null,
                null);
        return new MemoryTrace(header, List.of(), List.of(), List.of(), List.of());
    }

    /** A sample like another, at this tick and its time. */
    static Sample at(Sample sample, long tick) {
        return at(sample, tick, tick * INTERVAL_MILLIS * 1_000, tick * INTERVAL_MILLIS * 1_000_000);
    }

    static Sample at(Sample sample, long tick, long utcMicros, long monotonicNanos) {
        return new Sample(
                tick, utcMicros, monotonicNanos, sample.callNanos(), sample.host(), sample.pcpus(), sample.domains());
    }

    /** A sample of a host without domains. */
    static Sample bare(long tick) {
        return at(new Sample(0, null, 0, null, HostSample.UNKNOWN, List.of(), List.of()), tick);
    }

    static void assertSame(Trace actual, MemoryTrace expected) {
        assertThat(actual.header()).isEqualTo(expected.header());
        assertThat(actual.samples()).containsExactlyElementsOf(expected.samples());
        assertThat(actual.events()).isEqualTo(expected.events());
        assertThat(actual.loads()).isEqualTo(expected.loads());
        assertThat(actual.decisions()).isEqualTo(expected.decisions());
    }
}
