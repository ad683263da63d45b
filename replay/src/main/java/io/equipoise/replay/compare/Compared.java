package io.equipoise.replay.compare;

import io.equipoise.traces.MemorySample;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is compared of two traces. */
public enum Compared {
    /** The guests' vCPU time on each pCPU, tick by tick. */
    PCPU_USAGE("pCPU usage", "points", null),
    /** The same over windows of as many ticks as balance is judged by. */
    PCPU_WINDOWS("pCPU usage over 5 ticks", "points", null),
    /** What each vCPU ran, in points of one pCPU. */
    VCPU_USAGE("vCPU usage", "points", null),
    BALLOON("balloon", "MiB", MemorySample::currentKiB),
    UNUSED("unused", "MiB", MemorySample::unusedKiB),
    USABLE("usable", "MiB", MemorySample::usableKiB),
    SWAPPED_OUT("swapped out", "MiB", MemorySample::swapOutKiB);

    private final String text;
    private final String unit;
    private final @Nullable Function<MemorySample, @Nullable Long> kib;

    Compared(String text, String unit, @Nullable Function<MemorySample, @Nullable Long> kib) {
        this.text = text;
        this.unit = unit;
        this.kib = kib;
    }

    /** As written in tables. */
    public String text() {
        return text;
    }

    public String unit() {
        return unit;
    }

    /** Whether it is of a guest's memory. */
    public boolean isMemory() {
        return kib != null;
    }

    /** How it is read from a guest's memory; null for what is no guest's memory. */
    @Nullable
    Function<MemorySample, @Nullable Long> kib() {
        return kib;
    }
}
