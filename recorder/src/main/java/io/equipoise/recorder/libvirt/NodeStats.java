package io.equipoise.recorder.libvirt;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import io.equipoise.traces.CpuSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.libvirt.jna.ConnectionPointer;

/** The host's own counters, over one connection. */
public final class NodeStats {
    private static final int WHOLE_HOST = -1;

    private final ConnectionPointer connection;
    private final Fields pcpuFields = new Fields();
    private final Fields memoryFields = new Fields();

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
                pcpuFields,
                (fields, count) -> Virt.calls().virNodeGetCPUStats(connection, number, fields, count, 0));
    }

    /** KiB: {@code total}, {@code free}, {@code buffers}, {@code cached} as far as the host shows them. */
    public Map<String, Long> memory() {
        return read(
                "reading the host's memory",
                memoryFields,
                (fields, count) -> Virt.calls().virNodeGetMemoryStats(connection, WHOLE_HOST, fields, count, 0));
    }

    private interface Reading {
        int into(@Nullable Pointer fields, Pointer count);
    }

    /** How many values a driver has of a kind, which it does not change; -1 until it was asked. */
    private static final class Fields {
        private int count = -1;
    }

    private static Map<String, Long> read(String doing, Fields fields, Reading reading) {
        try (Memory count = new Memory(Integer.BYTES)) {
            if (fields.count < 0) {
                count.setInt(0, 0);
                Virt.check(doing, reading.into(null, count));
                fields.count = count.getInt(0);
            }
            if (fields.count == 0) {
                return Map.of();
            }
            count.setInt(0, fields.count);
            try (Memory values = new Memory((long) fields.count * NativeFields.NODE_FIELD)) {
                Virt.check(doing, reading.into(values, count));
                return NativeFields.node(values, count.getInt(0));
            }
        }
    }
}
