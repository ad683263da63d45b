package io.equipoise.traces.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceHeader.Source;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The nine logs of real monitors in the test resources. */
final class SeedLogsTest {
    private static final String MEMORY = "aos_vm1 aos_vm4 aos_vm2 aos_vm3";

    @ParameterizedTest
    @CsvSource({
        "cpu-1-no-scheduler,   6, cut lines: 1; lines that fit nothing: 0; incomplete samples: 1 of 6",
        "cpu-1-round-robin,    4, nothing was left out",
        "cpu-2-round-robin,    3, nothing was left out",
        "cpu-3-round-robin,    3, nothing was left out",
        "cpu-4-round-robin,    3, cut lines: 0; lines that fit nothing: 0; incomplete samples: 1 of 3",
        "cpu-5-round-robin,    4, nothing was left out",
        "memory-1,            10, nothing was left out",
        "memory-2,             6, nothing was left out",
        "memory-3,             2, nothing was left out",
    })
    void everyLogIsReadWhole(String name, int ticks, String leftOut) {
        MemoryTrace trace = read(name);
        boolean cpu = name.startsWith("cpu");

        assertThat(trace.samples().size()).isEqualTo(ticks);
        assertThat(trace.header().source()).isEqualTo(Source.IMPORT);
        assertThat(trace.header().intervalMillis()).isEqualTo(cpu ? 1_000 : 2_000);
        assertThat(trace.header().host().pcpus()).isEqualTo(cpu ? 4 : 0);
        assertThat(trace.header().note())
                .isEqualTo("imported from " + name + ".log, a " + (cpu ? "CPU summary" : "labelled memory log") + "; "
                        + leftOut.replace(';', ','));
        assertThat(trace.samples())
                .allSatisfy(sample -> assertThat(sample.domains()).hasSize(cpu ? 8 : 4));
    }

    @Test
    void usageIsBookedAndTheMappingIsWhereVcpusWereSeenNotTheirPins() {
        Sample sample = read("cpu-5-round-robin").samples().get(2);

        assertThat(sample.pcpus()).extracting(PcpuSample::bookedPercent).containsExactly(182.0, 36.0, 54.0, 70.0);
        assertThat(sample.pcpus()).extracting(PcpuSample::busyNanos).containsOnlyNulls();
        assertThat(seenOn(sample, 0)).containsExactlyInAnyOrder("aos_vm1", "aos_vm5", "aos_vm3", "aos_vm7");
        assertThat(sample.domains())
                .allSatisfy(domain -> assertThat(domain.vcpus()).singleElement().satisfies(vcpu -> {
                    assertThat(vcpu.affinity()).isNull();
                    assertThat(vcpu.timeNanos()).isNull();
                }));
        assertThat(sample.utcMicros()).isNull();
        assertThat(sample.monotonicNanos()).isEqualTo(2_000_000_000L);
    }

    @Test
    void cutSampleLosesOnlyWhatIsMissing() {
        Sample cutEnd = read("cpu-1-no-scheduler").samples().get(5);
        Sample cutBegin = read("cpu-4-round-robin").samples().get(0);

        assertThat(cutEnd.pcpus()).extracting(PcpuSample::bookedPercent).containsExactly(100.0, 0.0, 0.0, 0.0);
        assertThat(cutBegin.pcpus()).containsExactly(new PcpuSample(3, null, null, 60.0));
        assertThat(seenOn(cutBegin, 3)).containsExactly("aos_vm3", "aos_vm7");
        assertThat(cutBegin.domains())
                .filteredOn(domain -> domain.missing() != null)
                .hasSize(6)
                .allSatisfy(domain -> assertThat(domain.vcpus()).isEmpty());
    }

    @Test
    void domainIdsFollowTheOrderInWhichTheMonitorListsDomains() {
        assertThat(names("cpu-1-round-robin"))
                .isEqualTo("aos_vm1 aos_vm8 aos_vm4 aos_vm6 aos_vm5 aos_vm2 aos_vm3 aos_vm7");
        assertThat(names("cpu-3-round-robin")).isEqualTo(names("cpu-1-round-robin"));
        assertThat(names("memory-3")).isEqualTo(MEMORY);
        assertThat(read("memory-1").samples().get(0).domains())
                .extracting(DomainSample::id)
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void memoryIsInKib() {
        Sample sample = read("memory-1").samples().get(0);

        assertThat(sample.domains().get(0).memory()).satisfies(memory -> {
            assertThat(memory.currentKiB()).isEqualTo(512 * 1_024);
            assertThat(memory.unusedKiB()).isEqualTo(263_388);
            assertThat(memory.usableKiB()).isNull();
        });
        assertThat(sample.pcpus()).isEmpty();
        assertThat(sample.host().freeKiB()).isNull();
    }

    @Test
    void sameNameHasTheSameUuidInEveryLog() {
        String first = read("memory-1").samples().get(0).domains().get(0).uuid();

        assertThat(read("cpu-1-round-robin").samples().get(0).domains().get(0).uuid())
                .isEqualTo(first);
    }

    private static List<String> seenOn(Sample sample, int pcpu) {
        return sample.domains().stream()
                .filter(domain -> domain.vcpus().stream()
                        .anyMatch(vcpu -> Integer.valueOf(pcpu).equals(vcpu.pcpu())))
                .map(DomainSample::name)
                .toList();
    }

    private static String names(String log) {
        return String.join(
                " ",
                read(log).samples().get(1).domains().stream()
                        .map(DomainSample::name)
                        .toList());
    }

    private static MemoryTrace read(String name) {
        try {
            return MonitorLogs.read(Path.of(SeedLogsTest.class
                    .getResource("/seed-logs/" + name + ".log")
                    .toURI()));
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
