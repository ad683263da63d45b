package io.equipoise.recorder.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The layouts are those of libvirt-common.h and libvirt-host.h on 64-bit hosts. */
final class NativeFieldsTest {
    private static final int INT = 1;
    private static final int UINT = 2;
    private static final int LLONG = 3;
    private static final int ULLONG = 4;
    private static final int DOUBLE = 5;

    @Test
    void integersOfEveryWidthAreReadByName() {
        try (Memory array = new Memory(5 * NativeFields.PARAMETER)) {
            array.clear();
            parameter(array, 0, "state.reason", INT).setInt(88, -5);
            parameter(array, 1, "vcpu.current", UINT).setInt(88, 0xffff_fffe);
            parameter(array, 2, "vcpu.0.delay", LLONG).setLong(88, -7);
            parameter(array, 3, "vcpu.0.time", ULLONG).setLong(88, 25_560_000_000L);
            parameter(array, 4, "dirtyrate", DOUBLE).setDouble(88, 0.5);
            assertThat(NativeFields.parameters(array, 5))
                    .isEqualTo(Map.of(
                            "state.reason", -5L,
                            "vcpu.current", 4_294_967_294L,
                            "vcpu.0.delay", -7L,
                            "vcpu.0.time", 25_560_000_000L));
        }
    }

    @Test
    void nodeFieldsFollowEachOtherWithoutAType() {
        try (Memory array = new Memory(2 * NativeFields.NODE_FIELD)) {
            array.clear();
            array.setString(0, "user");
            array.setLong(80, 9);
            array.setString(88, "idle");
            array.setLong(168, 11);
            assertThat(NativeFields.node(array, 2)).isEqualTo(Map.of("user", 9L, "idle", 11L));
        }
    }

    @Test
    void nameMayFillItsWholeField() {
        String name = "x".repeat(80);
        try (Memory array = new Memory(NativeFields.NODE_FIELD)) {
            array.write(0, name.getBytes(StandardCharsets.US_ASCII), 0, 80);
            array.setLong(80, 3);
            assertThat(NativeFields.node(array, 1)).isEqualTo(Map.of(name, 3L));
        }
    }

    private static Pointer parameter(Memory array, int index, String name, int type) {
        Pointer at = array.share((long) index * NativeFields.PARAMETER);
        at.setString(0, name);
        at.setInt(80, type);
        return at;
    }
}
