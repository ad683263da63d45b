package io.equipoise.traces.parquet;

import static io.equipoise.traces.parquet.Column.nullable;
import static io.equipoise.traces.parquet.Column.required;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.parquet.Column.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row per domain and tick. */
final class DomainTable {
    static final int UUID = 1;
    private static final int NAME = 2;
    private static final int ID = 3;
    private static final int STATE = 4;
    private static final int CPU_TIME = 5;
    private static final int MAXIMUM = 6;
    private static final int SHARES = 7;
    private static final int MISSING = 9;

    static final Table TABLE = Table.of(
            "domain",
            List.of(
                    required("tick", Kind.LONG),
                    required("uuid", Kind.TEXT),
                    required("name", Kind.TEXT),
                    required("id", Kind.INT),
                    required("state", Kind.TEXT),
                    nullable("cpu_time_ns", Kind.LONG),
                    nullable("maximum_kib", Kind.LONG),
                    nullable("cpu_shares", Kind.LONG),
                    required("vcpus", Kind.INT),
                    nullable("missing", Kind.TEXT)),
            UUID);

    private DomainTable() {}

    static void add(Rows rows, long tick, DomainSample domain) {
        rows.add(
                tick,
                domain.uuid(),
                domain.name(),
                domain.id(),
                Names.of(domain.state()),
                domain.cpuTimeNanos(),
                domain.maximumKiB(),
                domain.cpuShares(),
                domain.vcpus().size(),
                domain.missing());
    }

    static DomainSample read(Rows rows, int row, List<VcpuSample> vcpus, @Nullable MemorySample memory) {
        return new DomainSample(
                rows.text(UUID, row),
                rows.text(NAME, row),
                rows.integer(ID, row),
                Names.parse(DomainState.class, rows.text(STATE, row)).orElse(DomainState.UNKNOWN),
                rows.numberOrNull(CPU_TIME, row),
                rows.numberOrNull(MAXIMUM, row),
                rows.numberOrNull(SHARES, row),
                vcpus,
                memory,
                rows.textOrNull(MISSING, row));
    }
}
