package io.equipoise.traces.domstats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import io.equipoise.traces.imports.Damage;
import io.equipoise.traces.imports.Plausible;
import io.equipoise.traces.readings.ImportProgress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DomstatsTraceTest {
    private static final long SECOND = 1_000_000_000;
    private static final int INPUTS = 3_000;

    /** As libvirt 9.0.0 printed it of a guest of the testbed. */
    private static final String REAL = """
            2026-11-24T12:53:21,065244011+00:00
            Domain: 'aos_vm1'
              state.state=1
              state.reason=1
              cpu.time=5412618514
              cpu.user=4200000000
              cpu.haltpoll.success.time=0
              balloon.current=524288
              balloon.maximum=2097152
              balloon.swap_in=3
              balloon.swap_out=4
              balloon.major_fault=5
              balloon.minor_fault=906
              balloon.unused=423052
              balloon.available=454408
              balloon.usable=352208
              balloon.last-update=1795524800
              balloon.disk_caches=2280
              balloon.hugetlb_pgalloc=0
              balloon.rss=229752
              vcpu.current=1
              vcpu.maximum=1
              vcpu.0.state=1
              vcpu.0.time=5020000000
              vcpu.0.wait=0
              vcpu.0.delay=828370153
              net.count=0
              block.0.name=vda
              block.0.path=/var/lib/guests/aos_vm1.swap
              dirtyrate.calc_mode=page-sampling

            """;

    @TempDir
    Path temp;

    private Path file;

    @BeforeEach
    void name() {
        file = temp.resolve("stats.txt");
    }

    @Test
    void everyStatisticHasItsPlace() throws IOException {
        Files.writeString(file, REAL);

        Sample sample = read(null).samples().get(0);

        assertThat(sample.utcMicros()).isEqualTo(1_795_524_801_065_244L);
        assertThat(sample.pcpus()).isEmpty();
        DomainSample domain = sample.domains().get(0);
        assertThat(domain)
                .isEqualTo(new DomainSample(
                        domain.uuid(),
                        "aos_vm1",
                        1,
                        DomainState.RUNNING,
                        5_412_618_514L,
                        2_097_152L,
                        null,
                        List.of(new VcpuSample(0, 5_020_000_000L, 828_370_153L, null, null, VcpuState.RUNNING)),
                        new MemorySample(
                                524_288L,
                                454_408L,
                                352_208L,
                                423_052L,
                                2_280L,
                                3L,
                                4L,
                                5L,
                                906L,
                                229_752L,
                                1_795_524_800L,
                                null),
                        null));
    }

    @Test
    void dumpsWithoutTimesAreAFixedIntervalApart() throws IOException {
        Files.writeString(file, dump(1, 10, 20) + dump(1, 10.5, 20.5) + dump(2, 11, 21));

        MemoryTrace trace = read(null);
        assertThat(trace.samples()).extracting(Sample::tick).containsExactly(0L, 1L, 2L);
        assertThat(trace.samples()).extracting(Sample::monotonicNanos).containsExactly(0L, SECOND, 2 * SECOND);
        assertThat(trace.samples()).extracting(Sample::utcMicros).containsOnlyNulls();
        assertThat(trace.samples().get(1).domains())
                .extracting(domain -> domain.vcpus().get(0).timeNanos())
                .containsExactly(10_500_000_000L, 20_500_000_000L);
        assertThat(trace.samples().get(2).domains().get(1).vcpus())
                .extracting(VcpuSample::number)
                .containsExactly(0, 1);
        assertThat(trace.header().note())
                .isEqualTo("imported from stats.txt, text of virsh domstats; nothing was repaired or left out");

        assertThat(read(Duration.ofSeconds(5)).header().intervalMillis()).isEqualTo(5_000);
    }

    @Test
    void intervalThatCannotBeIsRefused() throws IOException {
        Files.writeString(file, dump(1, 10) + dump(1, 15));

        assertThatThrownBy(() -> read(null))
                .isInstanceOf(InputException.class)
                .hasMessage(file
                        + ": the dump at line 5 says that vcpu.0.time of 'vm1' grew by 5.0 s since the dump before,"
                        + " though dumps are taken to be 1.0 s apart; import it with their --interval");
        assertThat(read(Duration.ofSeconds(5)).samples()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1795524801                          | 1795524801000
            1795524801.250000000                | 1795524801250
            1795524801,5                        | 1795524801500
            2026-11-24T13:53:21+01:00           | 1795524801000
            2026-11-24T13:53:21,065244011+0100  | 1795524801065
            2026-11-24 12:53:21.5Z              | 1795524801500
            2026-11-24 12:53:21                 | 1795524801000
            Tue Nov 24 12:53:21 UTC 2026        | 1795524801000
            Tue Nov  3 12:53:21 UTC 2026        | 1793710401000
            """)
    void timesAreReadAsDateWritesThem(String line, long millis) throws IOException {
        Files.writeString(file, line + "\n" + dump(1, 10));

        assertThat(read(null).samples().get(0).utcMicros()).isEqualTo(millis * 1000 + (millis % 1000 == 65 ? 244 : 0));
    }

    @Test
    void timesDecideTheTicksAndTheInterval() throws IOException {
        StringBuilder text = new StringBuilder();
        double[] at = {100, 102, 104.1, 110, 110.2, 112};
        for (double seconds : at) {
            text.append(seconds).append('\n').append(dump(1, seconds - 90));
        }
        Files.writeString(file, text);

        MemoryTrace trace = read(null);

        assertThat(trace.header().intervalMillis()).isEqualTo(2_000);
        assertThat(trace.samples()).extracting(Sample::tick).containsExactly(0L, 1L, 2L, 5L, 6L, 7L);
        assertThat(trace.samples().get(3).monotonicNanos()
                        - trace.samples().get(0).monotonicNanos())
                .isEqualTo(10 * SECOND);
    }

    @Test
    void dirtIsLeftOutAndCounted() throws IOException {
        Files.writeString(
                file,
                "  vcpu.0.time=1\n  vcpu.0.delay=1\nDomain: 'vm9'\n  cpu.time=1\n"
                        + "100\n" + dump(1, 10, 20)
                        + "error: Disconnected from qemu:///system\n"
                        + "101\n" + dump(1, 10.5, 20.5).replace("cpu.time=10500000000", "cpu.time=x")
                        + "100.5\n" + dump(1, 10.6, 20.6)
                        + dump(1, 10.7, 20.7)
                        + "102\n"
                        + dump(1, 10.8, 20.8)
                                .replace("  vcpu.0.time=10800000000\n", "  vcpu.0.time=10800000000\n  vcpu.0.time=5\n")
                        + "103\n" + dump(1, 10.9));

        MemoryTrace trace = read(null);

        assertThat(trace.samples())
                .extracting(sample -> sample.domains().get(0).vcpus().get(0).timeNanos())
                .containsExactly(10 * SECOND, 10_500_000_000L, 10_800_000_000L);
        assertThat(trace.samples().get(1).domains().get(0).missing()).isEqualTo("no cpu time; no balloon statistics");
        assertThat(trace.header().note())
                .endsWith("; dumps whose time does not come after the one before left out: 1, "
                        + "dumps without a time among those with one left out: 1, "
                        + "first dumps that begin in the middle left out: 1, last dumps that end early left out: 1, "
                        + "lines that fit nothing left out: 1, repeated statistics left out: 1, "
                        + "statistics that are no number left out: 1");
    }

    @Test
    void cutFileGivesItsWholeDumps() throws IOException {
        String whole = dump(2, 10, 20, 30) + dump(2, 10.5, 20.5, 30.5) + dump(2, 11, 21, 31);
        Files.writeString(file, whole);
        MemoryTrace all = read(null);
        for (int length = 1; length < whole.length(); length++) {
            Files.writeString(file, whole.substring(0, length));
            MemoryTrace cut;
            try {
                cut = read(null);
            } catch (InputException e) {
                assertThat(e.getMessage()).startsWith(file.toString());
                continue;
            }
            if (length > whole.length() / 3) {
                assertThat(cut.samples())
                        .isEqualTo(all.samples().subList(0, cut.samples().size()));
            }
        }
    }

    @Test
    void counterThatFallsIsANewStartOfTheDomain() throws IOException {
        Files.writeString(file, dump(1, 10, 20) + dump(1, 0.5, 20.5) + dump(1, 1, 21));

        assertThat(read(null).samples())
                .extracting(sample -> sample.domains().stream()
                        .map(domain -> domain.name() + " " + domain.id())
                        .toList())
                .containsExactly(List.of("vm1 1", "vm2 2"), List.of("vm2 2", "vm1 3"), List.of("vm2 2", "vm1 3"));
    }

    @Test
    void domainThatIsShutOffDoesNotExist() throws IOException {
        String off = "Domain: 'off'\n  state.state=5\n  balloon.maximum=1024\n\n";
        Files.writeString(file, dump(1, 10) + off + dump(1, 10.5) + off);

        assertThat(read(null).samples())
                .allSatisfy(sample -> assertThat(sample.domains())
                        .extracting(DomainSample::name)
                        .containsExactly("vm1"));
    }

    @Test
    void whatIsNoDumpIsRefused() throws IOException {
        Files.writeString(file, "\nhello\n");
        assertThatThrownBy(() -> read(null))
                .isInstanceOf(InputException.class)
                .hasMessage(file + ": line 2 is none of virsh domstats: 'hello'; " + DomstatsTrace.REMEDY);

        Files.writeString(file, "");
        assertThatThrownBy(() -> read(null)).hasMessage(file + ": holds no dump; " + DomstatsTrace.REMEDY);

        Files.writeString(file, "100\n" + dump(1, 1) + "99999999\n" + dump(1, 2));
        assertThatThrownBy(() -> read(null))
                .isInstanceOf(InputException.class)
                .hasMessage(file
                        + ": the dump at line 7 has a time that is more than a year from the first; is it damaged?");
    }

    @Test
    void damagedFilesGiveAClearErrorOrAPlausibleTrace() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            text.append(i % 4 == 3 ? "" : 1795524801 + i + "\n").append(dump(2, 10 + i / 2.0, 20, 30 + i));
        }
        byte[] timed = (REAL + text).getBytes(StandardCharsets.UTF_8);
        byte[] plain =
                (dump(1, 1, 2) + dump(1, 1.5, 2) + dump(1, 2, 2.5) + dump(1, 2, 3)).getBytes(StandardCharsets.UTF_8);
        Damage damage = new Damage(5);
        int refused = 0;
        for (int i = 0; i < INPUTS; i++) {
            Files.write(file, damage.of(i % 2 == 0 ? timed : plain));
            refused += Plausible.orRefused(file, () -> read(null), false) ? 0 : 1;
        }
        assertThat(refused).isBetween(INPUTS / 50, INPUTS / 2);
    }

    /** Of as many guests as numbers are given, each vCPU with so many seconds. */
    private static String dump(int vcpus, double... seconds) {
        StringBuilder text = new StringBuilder();
        for (int g = 0; g < seconds.length; g++) {
            long nanos = Math.round(seconds[g] * SECOND);
            text.append("Domain: 'vm")
                    .append(g + 1)
                    .append("'\n  state.state=1\n  cpu.time=")
                    .append(nanos * vcpus);
            for (int v = 0; v < vcpus; v++) {
                text.append("\n  vcpu.").append(v).append(".time=").append(nanos);
            }
            text.append("\n\n");
        }
        return text.toString().replace("\n\n", "\n");
    }

    private MemoryTrace read(@Nullable Duration interval) {
        return MemoryTrace.copyOf(DomstatsTrace.read(file, interval, ImportProgress.SILENT));
    }
}
