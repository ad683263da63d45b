package io.equipoise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.traces.EventType;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.Trace;
import io.equipoise.traces.parquet.ParquetTraces;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImportReplayTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path temp;

    private Path day;

    @BeforeEach
    void makeDay() throws IOException {
        day = Files.createDirectories(temp.resolve("20110303"));
        for (int vm = 0; vm < 12; vm++) {
            Files.writeString(day.resolve("vm" + vm), ((10 + 7 * vm) + "\n").repeat(40));
        }
    }

    @Test
    void publicTraceIsImportedAndReplayedOnTheHostThatIsGiven() {
        Path trace = temp.resolve("trace");
        Path replay = temp.resolve("replay");

        assertThat(run("import", "planetlab", day.toString(), "--guests", "8", "--out", trace.toString()))
                .isZero();
        assertThat(err.toString())
                .isEqualToNormalizingNewlines(
                        trace + ": 41 samples, imported from 20110303, a CoMon day of PlanetLab, a file a VM and a "
                                + "percentage a line; nothing was repaired or left out\n");

        assertThat(run(
                        "replay",
                        trace.toString(),
                        "--policy",
                        "steady",
                        "--pcpus",
                        "3",
                        "--memory-budget",
                        "8GiB",
                        "--out",
                        replay.toString()))
                .isZero();
        Trace replayed = ParquetTraces.open(replay);
        assertThat(replayed.header().host().pcpus()).isEqualTo(3);
        assertThat(replayed.events()).hasSize(1).allMatch(event -> event.type() == EventType.CENSORED);
        List<Sample> samples = MemoryTrace.copyOf(replayed).samples();
        assertThat(samples.get(40).pcpus())
                .allSatisfy(
                        pcpu -> assertThat(pcpu.busyNanos() / 1e9 / (40 * 300)).isBetween(0.6, 1.0));
        assertThat(samples.get(40).domains())
                .allSatisfy(domain ->
                        assertThat(domain.vcpus().get(0).affinity().size()).isEqualTo(1));
    }

    @Test
    void sourceIsReadDirectlyWhereATraceIsTaken() {
        assertThat(run("inspect", "planetlab:" + day)).isZero();
        assertThat(out.toString()).contains("vcpu       492").contains("pCPUs unknown");
    }

    @Test
    void everyKindOfSourceIsImported() throws IOException {
        Path bitbrains = Files.writeString(
                temp.resolve("1.csv"),
                "Timestamp [ms];CPU cores;CPU capacity provisioned [MHZ];CPU usage [MHZ];CPU usage [%];"
                        + "Memory capacity provisioned [KB];Memory usage [KB]\n1000;1;2600;1300;50;1024;512\n");
        Path azure = Files.writeString(temp.resolve("readings.csv"), "0,a,1,3,2\n300,a,1,3,2\n");
        Path table = Files.writeString(temp.resolve("table.csv"), "a,s,d,0,0,0,0,0,Interactive,8,56\n");
        Path domstats = Files.writeString(temp.resolve("stats"), "Domain: 'a'\n  cpu.time=5\n  vcpu.0.time=5\n");

        importAs("bitbrains", bitbrains.toString());
        importAs("azure", azure.toString(), "--vmtable", table.toString());
        importAs("domstats", domstats.toString(), "--interval", "2s");

        assertThat(run("inspect", "azure:" + azure + "," + azure)).isZero();
        assertThat(run("inspect", "bitbrains:" + bitbrains)).isZero();
        assertThat(run("inspect", "domstats:" + domstats)).isZero();
        assertThat(out.toString()).contains("readings of an interval that has one left out: 2", "memory       1");
        assertThat(ParquetTraces.open(temp.resolve("azure"))
                        .samples()
                        .iterator()
                        .next()
                        .domains()
                        .get(0)
                        .vcpus())
                .hasSize(8);
        assertThat(ParquetTraces.open(temp.resolve("domstats")).header().intervalMillis())
                .isEqualTo(2_000);
        assertThat(run(
                        "import",
                        "opendc",
                        day.toString(),
                        "--out",
                        temp.resolve("opendc").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("holds no tasks.parquet");
    }

    private void importAs(String kind, String... arguments) {
        List<String> all = new ArrayList<>(List.of("import", kind));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--out", temp.resolve(kind).toString()));
        assertThat(run(all.toArray(String[]::new))).as(kind).isZero();
    }

    @Test
    void publicTraceIsEvaluatedOnTheHostThatIsGiven() {
        Path report = temp.resolve("report");
        String source = "planetlab:" + day;

        assertThat(run("evaluate", source, "--policies", "none,lpt", "--pcpus", "3", "--out", report.toString()))
                .isZero();
        assertThat(report.resolve("scores.csv")).content().contains("none,,20110303,policy", "lpt,,20110303,policy");
        assertThat(run("evaluate", source, "--policies", "none", "--out", report.toString()))
                .isEqualTo(2);
        assertThat(run("evaluate", source, "--policies", "none", "--pcpus", "0", "--out", report.toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("does not say how many pCPUs its host has; name them with --pcpus")
                .contains("--pcpus 0: a host has 1 to");
    }

    @Test
    void hostThatTheTraceDoesNotNameMustBeGiven() {
        String source = "planetlab:" + day;

        assertThat(run(
                        "replay",
                        source,
                        "--policy",
                        "none",
                        "--out",
                        temp.resolve("replay").toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .isEqualToNormalizingNewlines("equipoise: " + source
                        + ": does not say how many pCPUs its host has; name them with --pcpus\n");
    }

    @Test
    void mistakesAreSaidInOneLineAndLeaveNothing() throws IOException {
        Files.writeString(day.resolve("vm3"), "5\nfive\n");
        Path trace = temp.resolve("trace");

        assertThat(run("import", "planetlab", day.toString(), "--out", trace.toString()))
                .isEqualTo(2);
        assertThat(run("import", "planetlab", day.toString(), "--guests", "0", "--out", trace.toString()))
                .isEqualTo(2);
        assertThat(run("import")).isEqualTo(2);
        assertThat(err.toString())
                .hasLineCount(3)
                .contains("vm3: line 2 is no percentage: 'five'")
                .contains("--guests 0: a trace has at least one guest")
                .contains("no kind of source given; there are: azure, bitbrains, domstats, monitor, opendc, planetlab");
        assertThat(temp).isDirectoryNotContaining("glob:**trace*");
    }

    private int run(String... args) {
        return Equipoise.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }
}
