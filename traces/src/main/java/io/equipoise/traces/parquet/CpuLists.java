package io.equipoise.traces.parquet;

import io.equipoise.traces.CpuSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** CPU lists as sets, each list parsed once. */
final class CpuLists {
    private final Map<String, CpuSet> parsed = new HashMap<>();

    @Nullable
    CpuSet parse(@Nullable String list) {
        return list == null ? null : parsed.computeIfAbsent(list, CpuSet::parse);
    }

    static @Nullable String text(@Nullable CpuSet set) {
        return set == null ? null : set.toString();
    }
}
