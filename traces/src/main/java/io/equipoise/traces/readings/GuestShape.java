package io.equipoise.traces.readings;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a guest has from an interval on. */
record GuestShape(int from, int vcpus, @Nullable Long maximumKiB) {
    /** Where a source names no shape. */
    static final GuestShape SINGLE = new GuestShape(0, 1, null);

    boolean isLike(GuestShape other) {
        return vcpus == other.vcpus && Objects.equals(maximumKiB, other.maximumKiB);
    }
}
