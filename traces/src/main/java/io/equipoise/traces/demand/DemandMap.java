package io.equipoise.traces.demand;

import io.equipoise.traces.VcpuId;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** An immutable map of demands that shares its keys' positions with the maps of other ticks; null stands for no demand. */
final class DemandMap extends AbstractMap<VcpuId, VcpuDemand> {
    private final Map<VcpuId, Integer> positions;
    private final VcpuId[] ids;
    private final @Nullable VcpuDemand[] demands;

    /** The arrays are kept, not copied; all three are in the same order. */
    DemandMap(Map<VcpuId, Integer> positions, VcpuId[] ids, @Nullable VcpuDemand[] demands) {
        this.positions = positions;
        this.ids = ids;
        this.demands = demands;
    }

    @Override
    public @Nullable VcpuDemand get(Object vcpu) {
        Integer position = positions.get(vcpu);
        return position == null ? null : demands[position];
    }

    @Override
    public boolean containsKey(Object vcpu) {
        return get(vcpu) != null;
    }

    @Override
    public Set<Map.Entry<VcpuId, VcpuDemand>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<VcpuId, VcpuDemand>> iterator() {
                return IntStream.range(0, ids.length)
                        .filter(i -> demands[i] != null)
                        .mapToObj(i -> Map.entry(ids[i], Objects.requireNonNull(demands[i])))
                        .iterator();
            }

            @Override
            public int size() {
                return (int) IntStream.range(0, ids.length)
                        .filter(i -> demands[i] != null)
                        .count();
            }
        };
    }
}
