package io.equipoise.recorder.libvirt;

import io.equipoise.traces.CpuSet;
import java.util.Arrays;
import java.util.BitSet;

/** libvirt's CPU maps: bit n of a row of bytes, lowest first, is pCPU n. */
final class CpuMap {
    private CpuMap() {}

    /** Bytes that a map of this many pCPUs has. */
    static int length(int pcpus) {
        return (pcpus + 7) / 8;
    }

    /** The map at this place of a row of maps. */
    static CpuSet decode(byte[] maps, int index, int length) {
        return CpuSet.of(BitSet.valueOf(Arrays.copyOfRange(maps, index * length, (index + 1) * length)));
    }

    /** A map of this length; it must hold the set's last pCPU. */
    static byte[] encode(CpuSet set, int length) {
        BitSet bits = new BitSet();
        set.stream().forEach(bits::set);
        return Arrays.copyOf(bits.toByteArray(), length);
    }
}
