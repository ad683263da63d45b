package io.equipoise.recorder.view;

import io.equipoise.traces.demand.VcpuDemand;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a vCPU, or all of a guest together, took and wanted, as shares of one pCPU; null while unknown.
 *
 * @param usage of the newest interval, of at least about a second
 * @param demand over the demand window
 * @param censored whether contention hides demand beyond it
 * @param waited share of the demand window that it was runnable but waited
 */
record CpuFigures(
        @Nullable Double usage,
        @Nullable Double demand,
        boolean censored,
        @Nullable Double waited) {

    static CpuFigures of(@Nullable VcpuDemand now, @Nullable VcpuDemand window) {
        return new CpuFigures(
                now == null ? null : (Double) now.run(),
                window == null ? null : (Double) window.value(),
                window != null && window.censored(),
                window == null ? null : (Double) window.waited());
    }

    /** Of what is known. */
    static CpuFigures sum(List<CpuFigures> all) {
        return new CpuFigures(
                sum(all, CpuFigures::usage),
                sum(all, CpuFigures::demand),
                all.stream().anyMatch(CpuFigures::censored),
                sum(all, CpuFigures::waited));
    }

    private static @Nullable Double sum(List<CpuFigures> all, Function<CpuFigures, @Nullable Double> figure) {
        return all.stream()
                .map(figure)
                .filter(Objects::nonNull)
                .reduce(Double::sum)
                .orElse(null);
    }
}
