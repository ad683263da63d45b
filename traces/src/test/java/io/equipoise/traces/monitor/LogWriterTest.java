package io.equipoise.traces.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import io.equipoise.traces.parquet.ParquetTraces;
import io.equipoise.traces.usage.BookedUsage;
import io.equipoise.traces.usage.PcpuUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written looks like a real monitor's log and is read back to the same values. */
final class LogWriterTest {
    private static final Path CASES = Path.of("../traces/cases");
    private static final Path SEEDS = Path.of("src/test/resources/seed-logs");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cpu-1-round-robin",
                "cpu-2-round-robin",
                "cpu-3-round-robin",
                "cpu-5-round-robin",
                "memory-1",
                "memory-2",
                "memory-3"
            })
    void realLogComesBackLineByLine(String name) throws IOException {
        LogKind kind = name.startsWith("cpu") ? LogKind.CPU_SUMMARY : LogKind.MEMORY_LABELLED;
        MemoryTrace log = MonitorLogs.read(SEEDS.resolve(name + ".log"));

        assertThat(written(kind, 1, log.samples())).isEqualTo(facts(Files.readAllLines(SEEDS.resolve(name + ".log"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu-1", "cpu-2", "cpu-3", "cpu-4", "cpu-5", "cpu-6", "cpu-7"})
    void shownCpuIsReadBackTheSame(String name) throws IOException {
        List<Sample> samples = shipped(name);
        for (LogKind kind : List.of(LogKind.CPU_SUMMARY, LogKind.CPU_MACHINE, LogKind.CPU_COUNTERS)) {
            List<Sample> read = readBack(kind, 1, samples);

            assertThat(read.size()).isEqualTo(samples.size() - 1);
            for (int i = 1; i < samples.size(); i++) {
                Sample back = read.get(i - 1);
                assertThat(back.pcpus())
                        .extracting(PcpuSample::bookedPercent)
                        .isEqualTo(BookedUsage.between(samples.get(i - 1), samples.get(i)).stream()
                                .map(usage -> Math.round(usage.percent() * 10) / 10.0)
                                .toList());
                assertThat(places(back)).containsExactlyInAnyOrderElementsOf(places(samples.get(i)));
            }
        }
    }

    @Test
    void countersKeepTimeStateAndAffinity() throws IOException {
        List<Sample> samples = shipped("cpu-5");
        List<Sample> read = readBack(LogKind.CPU_COUNTERS, 1, samples);

        for (int i = 1; i < samples.size(); i++) {
            List<DomainSample> domains = samples.get(i).domains();
            for (int d = 0; d < domains.size(); d++) {
                VcpuSample vcpu = domains.get(d).vcpus().get(0);
                assertThat(read.get(i - 1).domains().get(d).vcpus())
                        .containsExactly(
                                new VcpuSample(0, vcpu.timeNanos(), null, vcpu.pcpu(), vcpu.affinity(), vcpu.state()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = LogKind.class, mode = EnumSource.Mode.MATCH_ALL, names = "MEMORY_.*")
    void shownMemoryIsReadBackTheSameAtTheMonitorsInterval(LogKind kind) throws IOException {
        for (String name : List.of("memory-1", "memory-2", "memory-3", "memory-4-maximum")) {
            List<Sample> samples = shipped(name);
            List<Sample> read = readBack(kind, 2, samples);

            List<Sample> every2 = everySecondTick(samples);
            assertThat(read.size()).isEqualTo(every2.size());
            for (int i = 0; i < read.size(); i++) {
                Sample sample = every2.get(i);
                assertThat(balloons(read.get(i))).isEqualTo(balloons(sample));
                if (kind == LogKind.MEMORY_PLAIN) {
                    assertThat(read.get(i).host()).isEqualTo(sample.host());
                }
            }
        }
    }

    @Test
    void cpuLogLooksLikeAMonitors() {
        assertThat(String.join(
                        "\n",
                        lines(LogKind.CPU_SUMMARY, second(0, 0.0, 0.0), second(1, 0.49, 0.5), second(2, 0.98, 0.9))))
                .isEqualTo("""
                        --------------------------------------------------
                        0 - usage: 49.0 | mapping ['a', 'b's']
                        1 - usage: 50.0 | mapping ['b's']
                        --------------------------------------------------
                        0 - usage: 49.0 | mapping ['a', 'b's']
                        1 - usage: 40.0 | mapping ['b's']""".replace("'b's'", "\"b's\""));
    }

    @Test
    void whatIsUnknownIsLeftOut() {
        Sample silent = sample(
                1,
                new HostSample(4L, null, null),
                domain("a", 1, null, vcpu(0, null, 0)),
                domain("b", 2, new MemorySample(1L, null, null, null, null, null, null, null, null, null, 0L, null)));

        assertThat(lines(LogKind.MEMORY_MACHINE, silent)).isEmpty();
        assertThat(lines(LogKind.MEMORY_PLAIN, silent)).containsExactly("-".repeat(100), "total : 4 KiB");
        assertThat(lines(LogKind.CPU_MACHINE, second(0, 0, 0), silent))
                .containsExactly("usage,0,0.0", "mapping,0,a", "usage,1,0.0");
    }

    @Test
    void vcpuWithoutPlaceIsNotBookedAnywhere() {
        Sample first = sample(0, HostSample.UNKNOWN, domain("a", 1, null, free(0.0)));
        Sample next = sample(1, HostSample.UNKNOWN, domain("a", 1, null, free(0.4)));

        assertThat(BookedUsage.between(first, next))
                .isEqualTo(PcpuUsage.between(first, next))
                .extracting(PcpuUsage::percent)
                .containsOnlyNulls();
        assertThat(lines(LogKind.CPU_SUMMARY, first, next)).isEmpty();
    }

    /** Where a tick is missing, the odd one after it. */
    private static List<Sample> everySecondTick(List<Sample> samples) {
        Map<Long, Sample> first = new TreeMap<>();
        samples.forEach(sample -> first.putIfAbsent(sample.tick() / 2, sample));
        return List.copyOf(first.values());
    }

    private static List<Sample> shipped(String name) {
        return MemoryTrace.copyOf(ParquetTraces.open(CASES.resolve(name))).samples();
    }

    private List<Sample> readBack(LogKind kind, int everyTicks, List<Sample> samples) throws IOException {
        LogWriter writer = new LogWriter(kind, everyTicks);
        List<String> lines = new ArrayList<>();
        samples.forEach(sample -> lines.addAll(writer.lines(sample)));
        return MonitorLogs.read(Files.write(folder.resolve(kind.argument() + ".log"), lines))
                .samples();
    }

    private static List<String> written(LogKind kind, int everyTicks, List<Sample> samples) {
        LogWriter writer = new LogWriter(kind, everyTicks);
        return samples.stream()
                .flatMap(sample -> facts(writer.lines(sample)).stream())
                .toList();
    }

    /** Some logs begin, some end with dashes; some lines end with blanks. */
    private static List<String> facts(List<String> lines) {
        return lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("--"))
                .toList();
    }

    private static List<String> lines(LogKind kind, Sample... samples) {
        LogWriter writer = new LogWriter(kind, 1);
        List<String> lines = new ArrayList<>();
        for (Sample sample : samples) {
            lines.addAll(writer.lines(sample));
        }
        return lines;
    }

    private static List<String> places(Sample sample) {
        return sample.domains().stream()
                .map(domain -> domain.name() + " on "
                        + domain.vcpus().stream()
                                .map(vcpu -> String.valueOf(vcpu.pcpu()))
                                .collect(Collectors.joining(",")))
                .toList();
    }

    private static List<String> balloons(Sample sample) {
        return sample.domains().stream()
                .map(domain -> domain.name() + " " + domain.memory().currentKiB() + " "
                        + domain.memory().unusedKiB())
                .toList();
    }

    private static Sample second(int tick, double a, double b) {
        return sample(
                tick,
                HostSample.UNKNOWN,
                domain("a", 1, null, vcpu(0, a, 0)),
                domain("b's", 2, null, vcpu(0, 0.0, 0), vcpu(1, b, 1)));
    }

    private static Sample sample(int tick, HostSample host, DomainSample... domains) {
        List<PcpuSample> pcpus = List.of(new PcpuSample(0, null, null, null), new PcpuSample(1, null, null, null));
        return new Sample(tick, null, tick * 1_000_000_000L, null, host, pcpus, List.of(domains));
    }

    private static DomainSample domain(String name, int id, MemorySample memory, VcpuSample... vcpus) {
        return new DomainSample(name, name, id, DomainState.RUNNING, null, null, null, List.of(vcpus), memory, null);
    }

    private static VcpuSample vcpu(int number, Double seconds, int pcpu) {
        Long time = seconds == null ? null : (Long) Math.round(seconds * 1e9);
        return new VcpuSample(number, time, null, pcpu, CpuSet.of(pcpu), VcpuState.RUNNING);
    }

    private static VcpuSample free(double seconds) {
        return new VcpuSample(0, Math.round(seconds * 1e9), null, null, CpuSet.of(0, 1), VcpuState.RUNNING);
    }
}
