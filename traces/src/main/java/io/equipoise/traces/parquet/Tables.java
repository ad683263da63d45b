package io.equipoise.traces.parquet;

import java.util.List;

/** All tables of the format. */
final class Tables {
    static final List<Table> ALL = List.of(
            HostTable.TABLE,
            PcpuTable.TABLE,
            DomainTable.TABLE,
            VcpuTable.TABLE,
            MemoryTable.TABLE,
            EventTable.TABLE,
            LoadTable.TABLE,
            DecisionTable.TABLE);

    private Tables() {}
}
