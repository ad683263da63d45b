package io.equipoise.recorder.libvirt;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import io.equipoise.traces.CpuSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.libvirt.jna.ConnectionPointer;

/** The host's own counters. */
public final class NodeStats {
    private static final int WHOLE_HOST = -1;

    private final ConnectionPointer connection;

    NodeStats(ConnectionPointer connection) {
        this.connection = connection;
    }

    /** The pCPUs that are online. */
    public CpuSet online() {
        PointerByReference map = new PointerByReference();
        int pcpus = Virt.check("reading the host's pCPUs", Virt.calls().virNodeGetCPUMap(connection, map, null, 0));
        try {
            int length = CpuMap.length(pcpus);
            return CpuMap.decode(map.getValue().getByteArray(0, length), 0, length);
        } finally {
            Native.free(Pointer.nativeValue(map.getValue()));
        }
    }

    /** Cumulative ns of a pCPU: {@code user}, {@code kernel}, {@code idle}, {@code iowait} as far as the host shows them. */
    public Map<String, Long> pcpu(int number) {
        return read(
                "reading pCPU " + number,
                (fields, count) -> Virt.calls().virNodeGetCPUStats(connection, number, fields, count, 0));
    }

    /** KiB: {@code total}, {@code free}, {@code buffers}, {@code cached} as far as the host shows them. */
    public Map<String, Long> memory() {
        return read(
                "reading the host's memory",
                (fields, count) -> Virt.calls().virNodeGetMemoryStats(connection, WHOLE_HOST, fields, count, 0));
    }

    private interface Reading {
        int into(@Nullable Pointer fields, Pointer count);
    }

    private static Map<String, Long> read(String doing, Reading reading) {
        try (Memory count = new Memory(Integer.BYTES)) {
            count.setInt(0, 0);
            Virt.check(doing, reading.into(null, count));
            if (count.getInt(0) == 0) {
                return Map.of();
            }
            try (Memory fields = new Memory((long) count.getInt(0) * NativeFields.NODE_FIELD)) {
                Virt.check(doing, reading.into(fields, count));
                return NativeFields.node(fields, count.getInt(0));
            }
        }
    }
}
