package io.equipoise.replay.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.equipoise.replay.cases.Cases;
import io.equipoise.replay.grade.Verdict;
import io.equipoise.replay.made.CpuRun;
import io.equipoise.replay.made.MemoryRun;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.TraceHeader;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void equalTracesHaveNoDifference() {
        Comparison comparison = compare(cpu(10, 0.2), cpu(10, 0.2));

        assertThat(comparison.differences().all())
                .extracting(Difference::quantity)
                .containsExactly(Compared.PCPU_USAGE, Compared.PCPU_WINDOWS, Compared.VCPU_USAGE);
        assertThat(comparison.differences().all()).allSatisfy(difference -> {
            assertThat(difference.mean()).isZero();
            assertThat(difference.count()).isPositive();
        });
    }

    @Test
    void usageIsComparedInPointsFromEachOnsetOn() {
        Comparison comparison = compare(cpu(10, 0.2), cpu(4, 0.25));

        assertThat(comparison.differences().mean(Compared.VCPU_USAGE)).isCloseTo(5, within(1e-6));
        assertThat(comparison.differences().mean(Compared.PCPU_USAGE)).isCloseTo(10, within(1e-6));
        assertThat(comparison
                        .differences()
                        .of(Compared.PCPU_USAGE)
                        .orElseThrow()
                        .bias())
                .isCloseTo(10, within(1e-6));
        assertThat(comparison
                        .differences()
                        .of(Compared.PCPU_USAGE)
                        .orElseThrow()
                        .percent())
                .isNull();
    }

    @Test
    void aTickThatOneOfThemMissesIsLeftOut() {
        MemoryTrace whole = cpu(10, 0.2);
        MemoryTrace gap = new MemoryTrace(
                whole.header(),
                whole.samples().stream().filter(sample -> sample.tick() != 20).toList(),
                whole.events(),
                whole.loads(),
                whole.decisions());

        Comparison comparison = compare(whole, gap);

        assertThat(comparison.ticks()).isEqualTo(29);
        assertThat(comparison.differences().mean(Compared.VCPU_USAGE)).isZero();
        assertThat(comparison
                        .differences()
                        .of(Compared.PCPU_USAGE)
                        .orElseThrow()
                        .count())
                .isEqualTo(2 * (29 - 2));
    }

    @Test
    void memoryIsComparedInMibAndInPercentOfTheFirst() {
        MemoryTrace a = memory(400);
        MemoryTrace b = memory(440);

        Difference balloon = compare(a, b).differences().of(Compared.BALLOON).orElseThrow();

        assertThat(balloon.mean()).isCloseTo(20, within(1e-6));
        assertThat(balloon.percent()).isCloseTo(100 * 20 / 450.0, within(1e-6));
        assertThat(balloon.largest()).isCloseTo(40, within(1e-6));
        assertThat(balloon.where()).startsWith("aos_vm2, tick ");
    }

    @Test
    void bothAreGradedByTheCaseAndTheirChecksHeldAgainstEachOther() {
        Comparison comparison = Comparison.of("a", balanced(), "b", cpu(10, 0.2), Cases.named("cpu-1"));

        assertThat(comparison.a().ticksToBalance()).isZero();
        assertThat(comparison.b().grade().verdict()).isEqualTo(Verdict.FAIL);
        assertThat(comparison.b().ticksToBalance()).isNull();
        assertThat(comparison.changedVerdicts()).contains("balanced: pass, fail");
    }

    @Test
    void hostsOfAnotherShapeAreNotComparedPcpuByPcpu() {
        Comparison comparison = compare(cpu(10, 0.2), cpu(CpuRun.of(4, 4), 10, 0.2));

        assertThat(comparison.differences().mean(Compared.PCPU_USAGE)).isNull();
        assertThat(comparison.differences().mean(Compared.VCPU_USAGE)).isNotNull();
        assertThat(comparison.notes()).containsExactly("pCPUs are not compared: a has 2, b has 4");
    }

    @Test
    void otherGuestsAreRefusedWithTheirNames() {
        assertThatThrownBy(() -> compare(cpu(10, 0.2), cpu(CpuRun.of(5, 2), 10, 0.2)))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "b has a guest aos_vm5, a has none of that name (1 of 5); compare traces of the same guests");
    }

    @Test
    void otherIntervalsAreRefused() {
        assertThatThrownBy(() -> compare(cpu(10, 0.2), memoryOfTwoSeconds()))
                .isInstanceOf(InputException.class)
                .hasMessage("a has a tick each 1000 ms, b each 2000 ms; compare traces of one interval");
    }

    private static Comparison compare(MemoryTrace a, MemoryTrace b) {
        return Comparison.of("a", a, "b", b, null);
    }

    /** All on pCPU 0 of 2, so that its usage is four times a guest's. */
    private static MemoryTrace cpu(int onset, double want) {
        return cpu(CpuRun.of(4, 2), onset, want);
    }

    private static MemoryTrace cpu(CpuRun run, int onset, double want) {
        return run.pin("0").want(0).run(onset).stage(1).want(want).run(30).trace();
    }

    private static MemoryTrace balanced() {
        return CpuRun.of(4, 2)
                .spread()
                .want(0)
                .run(10)
                .stage(1)
                .want(0.2)
                .run(30)
                .trace();
    }

    /** Two guests of which one has 500 MiB and the other this much. */
    private static MemoryTrace memory(double balloon) {
        return MemoryRun.of(2)
                .balloon(1, 500)
                .balloon(2, balloon)
                .stage(1)
                .run(10)
                .trace();
    }

    private static MemoryTrace memoryOfTwoSeconds() {
        MemoryTrace trace = cpu(10, 0.2);
        var header = trace.header();
        return new MemoryTrace(
                new TraceHeader(
                        header.source(),
                        header.created(),
                        header.host(),
                        2000,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                trace.samples(),
                trace.events(),
                trace.loads(),
                trace.decisions());
    }
}
