package io.equipoise.recorder.libvirt;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Decodes libvirt's arrays of named values; a name that is not there is a value that is not known. */
final class NativeFields {
    /** Bytes of a {@code virTypedParameter}: name at 0, type at 80, value at 88. */
    static final int PARAMETER = 96;

    /** Bytes of a {@code virNodeCPUStats} or {@code virNodeMemoryStats}: name at 0, value at 80. */
    static final int NODE_FIELD = 88;

    /** Bytes of a {@code virVcpuInfo}: number at 0, state at 4, time at 8, pCPU at 16. */
    static final int VCPU_INFO = 24;

    /** Bytes of a {@code virDomainInfo}: maximum memory at 8, time at 32. */
    static final int DOMAIN_INFO = 40;

    /** Bytes of a {@code virDomainMemoryStatStruct}: tag at 0, value at 8. */
    static final int MEMORY_STAT = 16;

    private static final int NAME = 80;
    private static final int TYPE_AT = 80;
    private static final int VALUE_AT = 88;

    private NativeFields() {}

    /** The integers among typed parameters, by name. */
    static Map<String, Long> parameters(Pointer array, int count) {
        ByteBuffer bytes = bytes(array, count * PARAMETER);
        Map<String, Long> values = new HashMap<>(count * 2);
        for (int at = 0; at < count * PARAMETER; at += PARAMETER) {
            switch (bytes.getInt(at + TYPE_AT)) {
                case 1 -> values.put(name(bytes, at), (long) bytes.getInt(at + VALUE_AT));
                case 2 -> values.put(name(bytes, at), Integer.toUnsignedLong(bytes.getInt(at + VALUE_AT)));
                case 3, 4 -> values.put(name(bytes, at), bytes.getLong(at + VALUE_AT));
                default -> {} // doubles, booleans and strings: none of them is asked for
            }
        }
        return values;
    }

    /** The statistics of a pCPU or of the host's memory, by name. */
    static Map<String, Long> node(Pointer array, int count) {
        ByteBuffer bytes = bytes(array, count * NODE_FIELD);
        Map<String, Long> values = new HashMap<>(count * 2);
        for (int at = 0; at < count * NODE_FIELD; at += NODE_FIELD) {
            values.put(name(bytes, at), bytes.getLong(at + NAME));
        }
        return values;
    }

    private static ByteBuffer bytes(Pointer array, int length) {
        return ByteBuffer.wrap(array.getByteArray(0, length)).order(ByteOrder.nativeOrder());
    }

    private static String name(ByteBuffer bytes, int at) {
        int end = at;
        while (end < at + NAME && bytes.get(end) != 0) {
            end++;
        }
        byte[] name = new byte[end - at];
        bytes.get(at, name);
        return new String(name, StandardCharsets.US_ASCII);
    }
}
