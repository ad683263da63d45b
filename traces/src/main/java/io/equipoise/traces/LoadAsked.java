package io.equipoise.traces;

import org.jspecify.annotations.Nullable;

/**
 * What a case's load asked of a domain at a tick: the truth that checks estimators and is never shown to them.
 *
 * @param domain the domain's name
 * @param cpu uncontended demand, as a share of one pCPU; null when the load has no CPU part
 * @param open whether the CPU load keeps a timer's pace (open) instead of sleeping a fixed time after its work (closed)
 * @param memoryKiB memory the load should hold now; null when the load has no memory part
 */
public record LoadAsked(
        long tick,
        String domain,
        @Nullable Double cpu,
        boolean open,
        @Nullable Long memoryKiB) {}
