package io.equipoise.traces.parquet;

import static io.equipoise.traces.parquet.Column.nullable;
import static io.equipoise.traces.parquet.Column.required;

import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.parquet.Column.Kind;
import java.util.List;

/** One row per pCPU and tick. */
final class PcpuTable {
    private static final int PCPU = 1;
    private static final int BUSY = 2;
    private static final int IDLE = 3;
    private static final int BOOKED = 4;

    static final Table TABLE = Table.of(
            "pcpu",
            List.of(
                    required("tick", Kind.LONG),
                    required("pcpu", Kind.INT),
                    nullable("busy_ns", Kind.LONG),
                    nullable("idle_ns", Kind.LONG),
                    nullable("booked_percent", Kind.REAL)),
            PCPU);

    private PcpuTable() {}

    static void add(Rows rows, long tick, PcpuSample pcpu) {
        rows.add(tick, pcpu.number(), pcpu.busyNanos(), pcpu.idleNanos(), pcpu.bookedPercent());
    }

    static PcpuSample read(Rows rows, int row) {
        return new PcpuSample(
                rows.integer(PCPU, row),
                rows.numberOrNull(BUSY, row),
                rows.numberOrNull(IDLE, row),
                rows.realOrNull(BOOKED, row));
    }
}
