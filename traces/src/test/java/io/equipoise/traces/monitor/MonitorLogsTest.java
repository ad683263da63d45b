package io.equipoise.traces.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MonitorLogsTest {
    private static final String COUNTERS = """
            Script started on Thu 07 Sep 2017 09:00:00 PM EDT
            vm3: ([(0, 1, 25560000000L, 0)], [(True, False, False, False)])
            vm1: ([(0, 2, 1230000000L, 3), (1, 0, 40000000L, -1)], [(True, True, True, True), (False, True, True, False)])
            0: 31.0 ['vm3']
            1: 0.0 []
            2: 0.0 []
            3: 12.0 ['vm1', 'vm1']
            --------------------------------------------------------------------------------
            vm3: ([(0, 1, 25870000000L, 0)], [(True, False, False, False)])
            vm1: ([(0, 2, 1350000000L, 3), (1, 0, 40000000L, -1)], [(True, True, True, True), (False, True, True, False)])
            0: 31.0 ['vm3']
            1: 0.0 []
            2: 0.0 []
            3: 12.0 ['vm1', 'vm1']
            """;

    private static final String SUMMARY = """
            --------------------------------------------------
            Iteration number :  1
            0 - usage: 49.0 | mapping ['aos_vm1', 'aos_vm5']
            1L - usage: 50L | mapping [u'aos_vm2']
            --------------------------------------------------
            Iteration number :  2
            0 - usage: 51.0 | mapping ['aos_vm1', 'aos_vm5']
            1 - usage: 52.5 | mapping ['aos_vm2']
            """;

    private static final String MACHINE = """
            usage,0,49.0
            mapping,0,aos_vm1
            mapping,0,aos_vm5
            usage,1,50.0
            mapping,1,aos_vm2
            usage,0,51.0
            mapping,0,aos_vm1
            usage,1,52.5
            mapping,1,aos_vm2
            mapping,1,aos_vm5
            """;

    private static final String PLAIN = """
            vm0: 512.0 211.26
            vm1: 600.0 100.5
            total : 24000000 KiB
            free : 12000000 KiB
            buffers : 1000 KiB
            cached : 3000000L KiB
            ----------------------------------------------------------------------------------------------------
            vm0: 514.0 213.26
            vm1: 598.0 98.5
            total : 24000000 KiB
            free : 12000100 KiB
            buffers : 1000 KiB
            cached : 3000001 KiB
            """;

    private static final String LABELLED = """
            Memory (VM: aos_vm1) Actual [512.0], Unused: [257.21484375]
            Memory (VM: aos_vm2)  Actual [600.0], Unused: [257.25]
            --------------------------------------------------
            Memory (VM: aos_vm1)  Actual [513.0], Unused: [258.21484375]
            Memory (VM: aos_vm2)  Actual [601.0], Unused: [258.25]
            """;

    private static final String MEMORY_MACHINE = """
            memory,aos_vm1,512.0,257.25
            memory,aos_vm2,600.0,100.5
            memory,aos_vm1,513.0,258.25
            memory,aos_vm2,601.0,101.5
            """;

    @TempDir
    Path temp;

    @Test
    void logWithCountersShowsTimesStatesAndAffinity() {
        MemoryTrace trace = read(COUNTERS);

        Sample sample = trace.samples().get(1);
        assertThat(trace.samples()).hasSize(2);
        assertThat(trace.header().host().pcpus()).isEqualTo(4);
        assertThat(sample.pcpus()).extracting(PcpuSample::bookedPercent).containsExactly(31.0, 0.0, 0.0, 12.0);
        assertThat(sample.domains()).extracting(DomainSample::name).containsExactly("vm3", "vm1");
        assertThat(sample.domains().get(0).vcpus())
                .containsExactly(new VcpuSample(0, 25_870_000_000L, null, 0, CpuSet.of(0), VcpuState.RUNNING));
        assertThat(sample.domains().get(1).vcpus())
                .containsExactly(
                        new VcpuSample(0, 1_350_000_000L, null, 3, CpuSet.parse("0-3"), VcpuState.BLOCKED),
                        new VcpuSample(1, 40_000_000L, null, null, CpuSet.parse("1-2"), VcpuState.OFFLINE));
    }

    @Test
    void summaryMayCountItsIterations() {
        MemoryTrace trace = read(SUMMARY);

        assertThat(trace.samples()).hasSize(2);
        assertThat(trace.samples().get(0).pcpus())
                .extracting(PcpuSample::bookedPercent)
                .containsExactly(49.0, 50.0);
        assertThat(trace.samples().get(0).domains())
                .extracting(DomainSample::name)
                .containsExactly("aos_vm1", "aos_vm2", "aos_vm5");
        assertThat(trace.header().note()).contains("nothing was left out");
    }

    @Test
    void machineFormBeginsASampleWithPcpu0() {
        MemoryTrace trace = read(MACHINE);

        assertThat(trace.samples()).hasSize(2);
        assertThat(trace.samples().get(1).pcpus())
                .extracting(PcpuSample::bookedPercent)
                .containsExactly(51.0, 52.5);
        assertThat(trace.samples().get(1).domains())
                .filteredOn(domain -> domain.name().equals("aos_vm5"))
                .flatExtracting(DomainSample::vcpus)
                .extracting("pcpu")
                .containsExactly(1);

        List<Sample> cut = read(MACHINE.substring(MACHINE.indexOf("usage,1"))).samples();
        assertThat(cut).hasSize(2);
        assertThat(cut.get(0).pcpus()).containsExactly(new PcpuSample(1, null, null, 50.0));
    }

    @Test
    void plainMemoryLogShowsTheHostToo() {
        MemoryTrace trace = read(PLAIN);

        assertThat(trace.samples()).hasSize(2);
        assertThat(trace.header().host().memoryKiB()).isEqualTo(24_000_000);
        assertThat(trace.samples().get(1).host()).isEqualTo(new HostSample(24_000_000L, 12_000_100L, 3_000_001L));
        assertThat(trace.samples().get(1).domains().get(1).memory()).satisfies(memory -> {
            assertThat(memory.currentKiB()).isEqualTo(598 * 1_024);
            assertThat(memory.unusedKiB()).isEqualTo(98 * 1_024 + 512);
        });
        assertThat(trace.samples().get(1).monotonicNanos()).isEqualTo(2_000_000_000L);
    }

    @Test
    void memoryLogsMayBeLabelledOrInMachineForm() {
        assertThat(read(LABELLED).samples())
                .hasSize(2)
                .last()
                .satisfies(sample ->
                        assertThat(sample.domains().get(1).memory().unusedKiB()).isEqualTo(258 * 1_024 + 256));
        assertThat(read(MEMORY_MACHINE).samples())
                .hasSize(2)
                .last()
                .satisfies(sample -> assertThat(sample.domains().get(0).memory().currentKiB())
                        .isEqualTo(513 * 1_024));
    }

    @ParameterizedTest
    @EnumSource(LogKind.class)
    void terminalEscapesAndCarriageReturnsChangeNothing(LogKind kind) {
        String decorated = "\u001b]0;monitor\u0007" + log(kind).replace("\n", "\u001b[0m \r\n\u001b[1;32m\u001b(B");

        assertThat(read(decorated).samples()).isEqualTo(read(log(kind)).samples());
    }

    @ParameterizedTest
    @EnumSource(LogKind.class)
    void cutAtTheEndNeverInventsAnything(LogKind kind) {
        List<Sample> whole = read(log(kind)).samples();
        String text = log(kind);
        int secondFact = text.indexOf('\n', text.indexOf("vm")) + 1;
        for (int end = secondFact; end < text.length(); end++) {
            List<Sample> cut = read(text.substring(0, end)).samples();
            for (int i = 0; i < cut.size(); i++) {
                assertPartOf(cut.get(i), whole.get(i));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = LogKind.class, mode = EnumSource.Mode.EXCLUDE, names = "MEMORY_MACHINE")
    void cutAtTheBeginningNeverInventsAnything(LogKind kind) {
        List<Sample> whole = read(log(kind)).samples();
        String text = log(kind);
        int lastSample = kind == LogKind.CPU_MACHINE ? text.lastIndexOf("usage,0") : text.lastIndexOf("----\n");
        for (int begin = 1; begin < lastSample; begin++) {
            List<Sample> cut = read(text.substring(begin)).samples();
            for (int i = 1; i <= cut.size(); i++) {
                assertPartOf(cut.get(cut.size() - i), whole.get(whole.size() - i));
            }
        }
    }

    @Test
    void domainThatACutBeginningLacksIsKnownButUnanswered() {
        Sample cut =
                read(LABELLED.substring(LABELLED.indexOf('\n') + 1)).samples().get(0);

        assertThat(cut.domains()).extracting(DomainSample::name).containsExactlyInAnyOrder("aos_vm1", "aos_vm2");
        assertThat(cut.domain(cut.domains().get(0).uuid()).orElseThrow().missing())
                .isEqualTo("the log is cut here");
    }

    @Test
    void lastLineWithoutLineEndLosesAValueThatMayLackDigits() {
        Sample cut = read(MEMORY_MACHINE.strip()).samples().get(1);

        assertThat(cut.domains().get(1).memory()).isNull();
        assertThat(cut.domains().get(1).missing()).isEqualTo("the log is cut here");
        assertThat(read("memory,vm1,512.0,100.5").samples()).hasSize(1);
    }

    @Test
    void linesThatFitNothingAreCountedAndLeftOut() {
        String log = SUMMARY.replace("Iteration number :  2", "libvirt: error : Domain not found");

        assertThat(read(log).samples()).isEqualTo(read(SUMMARY).samples());
        assertThat(read(log).header().note()).contains("lines that fit nothing: 1, incomplete samples: 0 of 2");
    }

    @Test
    void logInWhichNothingFitsIsRefusedByItsFirstLine() throws IOException {
        assertRefused("\n----\nhello, world\nagain\n")
                .hasMessageContaining("line 3")
                .hasMessageContaining("hello, world");
        assertRefused("").hasMessageContaining("holds no sample");
        assertRefused("--------\n\n").hasMessageContaining("holds no sample");
        assertThatThrownBy(() -> MonitorLogs.read(temp))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is a directory");
    }

    @Test
    void twoKindsInOneFileAreRefused() {
        assertRefused(LABELLED + SUMMARY)
                .hasMessageContaining("line 8 is of a CPU summary")
                .hasMessageContaining("line 1 of a labelled memory log");
    }

    private static void assertPartOf(Sample part, Sample whole) {
        assertThat(whole.pcpus()).containsAll(part.pcpus());
        for (DomainSample domain : part.domains()) {
            DomainSample same = whole.domain(domain.uuid()).orElseThrow();
            for (VcpuSample vcpu : domain.vcpus()) {
                VcpuSample known = same.vcpus().get(vcpu.number());
                assertThat(vcpu.timeNanos()).isIn(null, known.timeNanos());
                assertThat(vcpu.affinity()).isIn(null, known.affinity());
                assertThat(vcpu.pcpu()).isEqualTo(known.pcpu());
            }
            if (domain.memory() != null && domain.memory().unusedKiB() != null) {
                assertThat(domain.memory()).isEqualTo(same.memory());
            }
        }
    }

    private static String log(LogKind kind) {
        return switch (kind) {
            case CPU_COUNTERS -> COUNTERS;
            case CPU_SUMMARY -> SUMMARY;
            case CPU_MACHINE -> MACHINE;
            case MEMORY_PLAIN -> PLAIN;
            case MEMORY_LABELLED -> LABELLED;
            case MEMORY_MACHINE -> MEMORY_MACHINE;
        };
    }

    private AbstractThrowableAssert<?, ?> assertRefused(String text) {
        return assertThatThrownBy(() -> read(text))
                .isInstanceOf(InputException.class)
                .satisfies(error -> assertThat(error.getMessage().lines()).hasSize(1));
    }

    private MemoryTrace read(String text) {
        try {
            return MonitorLogs.read(Files.writeString(temp.resolve("test.log"), text));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
