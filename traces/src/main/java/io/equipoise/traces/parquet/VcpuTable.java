package io.equipoise.traces.parquet;

import static io.equipoise.traces.parquet.Column.nullable;
import static io.equipoise.traces.parquet.Column.required;

import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import io.equipoise.traces.parquet.Column.Kind;
import java.util.List;

/** One row per vCPU and tick. */
final class VcpuTable {
    static final int UUID = 1;
    private static final int VCPU = 2;
    private static final int TIME = 3;
    private static final int DELAY = 4;
    private static final int PCPU = 5;
    private static final int AFFINITY = 6;
    private static final int STATE = 7;

    static final Table TABLE = Table.of(
            "vcpu",
            List.of(
                    required("tick", Kind.LONG),
                    required("uuid", Kind.TEXT),
                    required("vcpu", Kind.INT),
                    nullable("time_ns", Kind.LONG),
                    nullable("delay_ns", Kind.LONG),
                    nullable("pcpu", Kind.INT),
                    nullable("affinity", Kind.TEXT),
                    required("state", Kind.TEXT)),
            UUID,
            VCPU);

    private VcpuTable() {}

    static void add(Rows rows, long tick, String uuid, VcpuSample vcpu) {
        rows.add(
                tick,
                uuid,
                vcpu.number(),
                vcpu.timeNanos(),
                vcpu.delayNanos(),
                vcpu.pcpu(),
                CpuLists.text(vcpu.affinity()),
                Names.of(vcpu.state()));
    }

    static VcpuSample read(Rows rows, int row, CpuLists lists) {
        return new VcpuSample(
                rows.integer(VCPU, row),
                rows.numberOrNull(TIME, row),
                rows.numberOrNull(DELAY, row),
                rows.integerOrNull(PCPU, row),
                lists.parse(rows.textOrNull(AFFINITY, row)),
                Names.parse(VcpuState.class, rows.text(STATE, row)).orElse(VcpuState.UNKNOWN));
    }
}
