package io.equipoise.traces.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real logs, damaged at random: each gives a clear error or what its whole lines say, in bounded time and memory. */
final class DamagedLogTest {
    private static final int INPUTS = 4_000;
    private static final double HUGE = 1e18;

    @TempDir
    Path temp;

    private List<byte[]> logs = List.of();

    @BeforeEach
    void readLogs() throws IOException, URISyntaxException {
        Path folder = Path.of(DamagedLogTest.class.getResource("/seed-logs").toURI());
        List<byte[]> read = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                read.add(Files.readAllBytes(file));
            }
        }
        read.add(COUNTERS.getBytes(StandardCharsets.UTF_8));
        read.add(MACHINE.getBytes(StandardCharsets.UTF_8));
        read.add(PLAIN.getBytes(StandardCharsets.UTF_8));
        logs = read;
    }

    @Test
    void flippedBitsStrangeBytesAndMixedLogsGiveAClearErrorOrAPlausibleTrace() throws IOException {
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < INPUTS; i++) {
            Path file = temp.resolve("damaged.log");
            Files.write(file, damage(random));
            try {
                assertPlausible(MonitorLogs.read(file));
            } catch (InputException e) {
                assertThat(e.getMessage()).startsWith(file.toString()).doesNotContain("\n");
                refused++;
            }
        }
        assertThat(refused).isBetween(INPUTS / 50, INPUTS / 2);
    }

    @Test
    void cutLogGivesItsWholeSamplesAsTheyWere() throws IOException {
        Path file = temp.resolve("cut.log");
        for (byte[] log : logs) {
            Files.write(file, log);
            List<Sample> whole = MonitorLogs.read(file).samples();
            for (int length = 1; length < log.length; length += 3) {
                Files.write(file, Arrays.copyOf(log, length));
                List<Sample> read = List.of();
                try {
                    read = MonitorLogs.read(file).samples();
                } catch (InputException e) {
                    assertThat(e.getMessage()).startsWith(file.toString()).doesNotContain("\n");
                }
                for (int i = 0; i + 1 < read.size(); i++) {
                    assertThat(values(read.get(i))).as("cut at %d", length).isEqualTo(values(whole.get(i)));
                }
            }
        }
    }

    @Test
    void endlessLinesAreReadOrLeftOutButNeverExhaustTheStack() throws IOException {
        for (int flags : new int[] {500, 5_000, 1_000_000}) {
            Path file = temp.resolve("long.log");
            String affinity = "False, ".repeat(flags);
            Files.writeString(file, COUNTERS + "vm1: ([(0, 1, 25, 0)], [(" + affinity + "True)])\n0: 1.0 ['vm1']\n");

            assertThat(MonitorLogs.read(file).samples()).hasSize(3);
        }
    }

    private byte[] damage(Random random) {
        byte[] log = logs.get(random.nextInt(logs.size()));
        byte[] other = logs.get(random.nextInt(logs.size()));
        return switch (random.nextInt(6)) {
            case 0 -> flipped(log.clone(), 1 + random.nextInt(8), random);
            case 1 -> Arrays.copyOfRange(log, random.nextInt(log.length), log.length);
            case 2 ->
                joined(
                        Arrays.copyOf(log, random.nextInt(log.length)),
                        Arrays.copyOfRange(other, random.nextInt(other.length), other.length));
            case 3 -> repeated(log, random);
            case 4 -> inserted(log, noise(random), random);
            default -> flipped(Arrays.copyOf(log, 1 + random.nextInt(log.length)), random.nextInt(3), random);
        };
    }

    private static byte[] flipped(byte[] log, int bits, Random random) {
        for (int i = 0; i < bits; i++) {
            log[random.nextInt(log.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return log;
    }

    /** A stretch of the log many times over, within a line or across lines. */
    private static byte[] repeated(byte[] log, Random random) {
        int from = random.nextInt(log.length);
        byte[] stretch = Arrays.copyOfRange(log, from, Math.min(log.length, from + 1 + random.nextInt(40)));
        byte[] many = new byte[stretch.length * (1 + random.nextInt(4_000))];
        for (int i = 0; i < many.length; i++) {
            many[i] = stretch[i % stretch.length];
        }
        return inserted(log, many, random);
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(300)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] inserted(byte[] log, byte[] bytes, Random random) {
        int at = random.nextInt(log.length);
        return joined(joined(Arrays.copyOf(log, at), bytes), Arrays.copyOfRange(log, at, log.length));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static void assertPlausible(MemoryTrace trace) {
        assertThat(trace.samples()).isNotEmpty();
        for (int i = 0; i < trace.samples().size(); i++) {
            Sample sample = trace.samples().get(i);
            assertThat(sample.tick()).isEqualTo(i);
            for (PcpuSample pcpu : sample.pcpus()) {
                assertThat(pcpu.bookedPercent() == null || Math.abs(pcpu.bookedPercent()) < HUGE)
                        .isTrue();
            }
            for (DomainSample domain : sample.domains()) {
                assertThat(domain.name()).isNotBlank();
                MemorySample memory = domain.memory();
                assertThat(memory == null || memory.currentKiB() == null || Math.abs(memory.currentKiB()) < HUGE)
                        .isTrue();
            }
        }
    }

    /** What a sample says, without the order of its domains, which the rest of the log decides. */
    private static List<Object> values(Sample sample) {
        Map<String, List<Object>> domains = sample.domains().stream()
                .collect(Collectors.toMap(DomainSample::name, domain -> {
                    List<Object> seen = new ArrayList<>();
                    for (VcpuSample vcpu : domain.vcpus()) {
                        seen.add(List.of(vcpu.number(), String.valueOf(vcpu.timeNanos()), String.valueOf(vcpu.pcpu())));
                    }
                    seen.add(String.valueOf(domain.memory()));
                    return seen;
                }));
        domains.values().removeIf(List.of("null")::equals);
        return List.of(domains, sample.pcpus(), sample.host());
    }

    private static final String COUNTERS = """
            vm1: ([(0, 1, 25560000000L, 0)], [(True, False, False, False)])
            vm2: ([(0, 1, 24560000000L, 1)], [(False, True, False, False)])
            0: 31.0 ['vm1']
            1: 33.5 ['vm2']
            2: 0.0 []
            3: 0.0 []
            --------------------------------------------------
            vm1: ([(0, 1, 25960000000L, 0)], [(True, False, False, False)])
            vm2: ([(0, 1, 24910000000L, 1)], [(False, True, False, False)])
            0: 40.0 ['vm1']
            1: 35.0 ['vm2']
            2: 0.0 []
            3: 0.0 []
            --------------------------------------------------
            """;

    private static final String MACHINE = """
            usage,0,49.0
            mapping,0,aos_vm1
            mapping,0,aos_vm5
            usage,1,51.5
            mapping,1,aos_vm2
            usage,0,48.0
            mapping,0,aos_vm1
            usage,1,50.0
            mapping,1,aos_vm2
            """;

    private static final String PLAIN = """
            vm0: 512.0 211.26
            vm1: 512.0 400.5
            total : 24689764 KiB
            free : 1122334 KiB
            buffers : 1000 KiB
            cached : 200000 KiB
            ----------------------------------------------------------------------------------------------------
            vm0: 500.0 190.0
            vm1: 512.0 401.5
            total : 24689764 KiB
            free : 1122330 KiB
            buffers : 1000 KiB
            cached : 200000 KiB
            """;
}
