package io.equipoise.traces.parquet;

import static io.equipoise.traces.parquet.Column.nullable;
import static io.equipoise.traces.parquet.Column.required;

import io.equipoise.traces.MemorySample;
import io.equipoise.traces.ReportFault;
import io.equipoise.traces.parquet.Column.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row per domain and tick of which anything about memory was read. */
final class MemoryTable {
    static final int UUID = 1;
    private static final int CURRENT = 2;
    private static final int AVAILABLE = 3;
    private static final int USABLE = 4;
    private static final int UNUSED = 5;
    private static final int DISK_CACHES = 6;
    private static final int SWAP_IN = 7;
    private static final int SWAP_OUT = 8;
    private static final int MAJOR_FAULTS = 9;
    private static final int MINOR_FAULTS = 10;
    private static final int RSS = 11;
    private static final int REPORTED = 12;
    private static final int FAULT = 13;

    static final Table TABLE = Table.of(
            "memory",
            List.of(
                    required("tick", Kind.LONG),
                    required("uuid", Kind.TEXT),
                    nullable("current_kib", Kind.LONG),
                    nullable("available_kib", Kind.LONG),
                    nullable("usable_kib", Kind.LONG),
                    nullable("unused_kib", Kind.LONG),
                    nullable("disk_caches_kib", Kind.LONG),
                    nullable("swap_in_kib", Kind.LONG),
                    nullable("swap_out_kib", Kind.LONG),
                    nullable("major_faults", Kind.LONG),
                    nullable("minor_faults", Kind.LONG),
                    nullable("rss_kib", Kind.LONG),
                    nullable("reported_at_s", Kind.LONG),
                    nullable("fault", Kind.TEXT)),
            UUID);

    private MemoryTable() {}

    static void add(Rows rows, long tick, String uuid, MemorySample memory) {
        rows.add(
                tick,
                uuid,
                memory.currentKiB(),
                memory.availableKiB(),
                memory.usableKiB(),
                memory.unusedKiB(),
                memory.diskCachesKiB(),
                memory.swapInKiB(),
                memory.swapOutKiB(),
                memory.majorFaults(),
                memory.minorFaults(),
                memory.rssKiB(),
                memory.reportedAt(),
                memory.fault() == null ? null : Names.of(memory.fault()));
    }

    static MemorySample read(Rows rows, int row) {
        return new MemorySample(
                rows.numberOrNull(CURRENT, row),
                rows.numberOrNull(AVAILABLE, row),
                rows.numberOrNull(USABLE, row),
                rows.numberOrNull(UNUSED, row),
                rows.numberOrNull(DISK_CACHES, row),
                rows.numberOrNull(SWAP_IN, row),
                rows.numberOrNull(SWAP_OUT, row),
                rows.numberOrNull(MAJOR_FAULTS, row),
                rows.numberOrNull(MINOR_FAULTS, row),
                rows.numberOrNull(RSS, row),
                rows.numberOrNull(REPORTED, row),
                fault(rows.textOrNull(FAULT, row)));
    }

    /** A name that a later version may have added is left out. */
    private static @Nullable ReportFault fault(@Nullable String name) {
        return name == null ? null : Names.parse(ReportFault.class, name).orElse(null);
    }
}
