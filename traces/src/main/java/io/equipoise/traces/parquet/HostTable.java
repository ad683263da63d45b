package io.equipoise.traces.parquet;

import static io.equipoise.traces.parquet.Column.nullable;
import static io.equipoise.traces.parquet.Column.required;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.parquet.Column.Kind;
import java.util.List;

/** One row a tick: when the sample was asked, and the host's memory. */
final class HostTable {
    static final int TICK = 0;
    private static final int UTC = 1;
    private static final int MONOTONIC = 2;
    private static final int CALL = 3;
    private static final int TOTAL = 4;
    private static final int FREE = 5;
    private static final int CACHED = 6;

    static final Table TABLE = Table.of(
            "host",
            List.of(
                    required("tick", Kind.LONG),
                    nullable("utc_us", Kind.TIMESTAMP),
                    required("monotonic_ns", Kind.LONG),
                    nullable("call_ns", Kind.LONG),
                    nullable("total_kib", Kind.LONG),
                    nullable("free_kib", Kind.LONG),
                    nullable("cached_kib", Kind.LONG)));

    private HostTable() {}

    static void add(Rows rows, Sample sample) {
        HostSample host = sample.host();
        rows.add(
                sample.tick(),
                sample.utcMicros(),
                sample.monotonicNanos(),
                sample.callNanos(),
                host.totalKiB(),
                host.freeKiB(),
                host.cachedKiB());
    }

    static Sample read(Rows rows, int row, List<PcpuSample> pcpus, List<DomainSample> domains) {
        HostSample host = new HostSample(
                rows.numberOrNull(TOTAL, row), rows.numberOrNull(FREE, row), rows.numberOrNull(CACHED, row));
        return new Sample(
                rows.number(TICK, row),
                rows.numberOrNull(UTC, row),
                rows.number(MONOTONIC, row),
                rows.numberOrNull(CALL, row),
                host,
                pcpus,
                domains);
    }
}
