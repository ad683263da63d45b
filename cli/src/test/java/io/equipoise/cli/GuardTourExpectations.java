package io.equipoise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.loop.Effect;
import io.equipoise.traces.Decision;
import java.util.List;
import java.util.Objects;

/** What the guards must have made of a guard tour's plans, by the trace that was recorded. */
final class GuardTourExpectations {
    private final List<Decision> decisions;

    GuardTourExpectations(List<Decision> decisions) {
        this.decisions = decisions;
    }

    /** What holds on every host, real or modelled. */
    void hold() {
        dropped("unknown domain", "valid", "there is no domain nobody");
        dropped("empty affinity", "valid", "the affinity names no pCPU");
        dropped("missing pCPU", "valid", "the host has pCPUs");
        dropped("missing vCPU", "valid", "the domain has no vCPU 99");
        dropped("eight MiB", "valid", "no guest can hold 8192 KiB");
        dropped("as it is", "no-change", "it is so already");
        dropped("named twice", "valid", "the plan names this target twice");
        dropped("half a MiB", "dead-band", "512 KiB is below 1024");
        limited("beyond everything", "limited to the maximum of", "by ceiling");
        limited("beyond everything", "step limited to 256 by largest-step");
        limited("beyond everything", "give limited to 100 by reserve", "host has 300 free and keeps 200");
        dropped("too soon", "fresh", "");
        dropped("nothing left", "reserve", "host has 200 free and keeps 200");
        limited("nearly nothing", "by floor");
        limited("nearly nothing", "by largest-step");
        dropped("from the poor", "floor", "is not above 100 MiB");
        dropped("from the silent", "fresh", "the guest reports no memory");
        dropped("taken while paused", "running", "the domain does not run");
        dropped("pinned while paused", "running", "the domain does not run");
        assertThat(decisions)
                .filteredOn(row -> row.answer() != null)
                .as("nothing but what the guards left was done, and all of it was seen")
                .extracting(GuardTourExpectations::reason)
                .allMatch(reason -> reason.contains("beyond everything") || reason.contains("nearly nothing"))
                .hasSize(2);
        assertThat(decisions).filteredOn(row -> row.answer() != null).allSatisfy(row -> {
            assertThat(row.answer()).isEqualTo("ok");
            assertThat(Effect.isSeen(row)).as("%s", row).isTrue();
        });
    }

    void dropped(String planned, String guard, String why) {
        Decision row = row(planned);
        assertThat(row.guard()).as("%s", row).isEqualTo(guard);
        assertThat(row.guarded()).as("%s", row).isNull();
        assertThat(row.answer()).as("%s", row).isNull();
        assertThat(reason(row)).contains("dropped by " + guard + ": ").contains(why);
    }

    private void limited(String planned, String... clauses) {
        Decision row = row(planned);
        assertThat(row.guarded()).as("%s", row).isNotNull().isNotEqualTo(row.planned());
        assertThat(reason(row)).contains(clauses);
    }

    private Decision row(String planned) {
        return decisions.stream()
                .filter(row -> reason(row).contains(": " + planned + ";"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("'" + planned + "' was not planned, only " + decisions));
    }

    private static String reason(Decision row) {
        return Objects.requireNonNullElse(row.reason(), "");
    }
}
