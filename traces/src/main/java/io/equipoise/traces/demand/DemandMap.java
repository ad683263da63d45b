package io.equipoise.traces.demand;

import io.equipoise.traces.VcpuId;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map of demands that shares its keys' positions with the maps of other ticks; a demand is made when it is
 * looked at.
 */
final class DemandMap extends AbstractMap<VcpuId, VcpuDemand> {
    private static final int NOWHERE = -1;

    private final Map<VcpuId, Integer> positions;
    private final VcpuId[] ids;
    private final Shares shares;

    /** Nothing is copied; ids and shares are in the same order. */
    DemandMap(Map<VcpuId, Integer> positions, VcpuId[] ids, Shares shares) {
        this.positions = positions;
        this.ids = ids;
        this.shares = shares;
    }

    /** The single figure of each of so many vCPUs, best asked for in the map's order; null where that of any is unknown. */
    double @Nullable [] values(int count, IntFunction<VcpuId> wanted) {
        double[] values = new double[count];
        int next = 0;
        for (int i = 0; i < count; i++) {
            VcpuId id = wanted.apply(i);
            int position = next < ids.length && ids[next].equals(id) ? next : positions.getOrDefault(id, NOWHERE);
            double value = position == NOWHERE ? Double.NaN : shares.value(position);
            if (Double.isNaN(value)) {
                return null;
            }
            values[i] = value;
            next = position + 1;
        }
        return values;
    }

    @Override
    public @Nullable VcpuDemand get(Object vcpu) {
        Integer position = positions.get(vcpu);
        return position == null ? null : shares.demand(position);
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
                return known().mapToObj(i -> Map.entry(ids[i], Objects.requireNonNull(shares.demand(i))))
                        .iterator();
            }

            @Override
            public int size() {
                return (int) known().count();
            }
        };
    }

    private IntStream known() {
        return IntStream.range(0, ids.length).filter(i -> shares.demand(i) != null);
    }
}
