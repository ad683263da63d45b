package io.equipoise.traces.parquet;

import static io.equipoise.traces.parquet.Column.nullable;
import static io.equipoise.traces.parquet.Column.required;

import io.equipoise.traces.LoadAsked;
import io.equipoise.traces.parquet.Column.Kind;
import java.util.List;

/** One row per domain and tick of a case's load. */
final class LoadTable {
    private static final int TICK = 0;
    private static final int DOMAIN = 1;
    private static final int CPU = 2;
    private static final int OPEN = 3;
    private static final int MEMORY = 4;

    static final Table TABLE = Table.of(
            "load",
            List.of(
                    required("tick", Kind.LONG),
                    required("domain_name", Kind.TEXT),
                    nullable("cpu_share", Kind.REAL),
                    required("open", Kind.FLAG),
                    nullable("memory_kib", Kind.LONG)),
            DOMAIN);

    private LoadTable() {}

    static void add(Rows rows, LoadAsked load) {
        rows.add(load.tick(), load.domain(), load.cpu(), load.open(), load.memoryKiB());
    }

    static LoadAsked read(Rows rows, int row) {
        return new LoadAsked(
                rows.number(TICK, row),
                rows.text(DOMAIN, row),
                rows.realOrNull(CPU, row),
                rows.flag(OPEN, row),
                rows.numberOrNull(MEMORY, row));
    }
}
