package io.equipoise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.Trace;
import io.equipoise.traces.TraceHeader;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import io.equipoise.traces.parquet.ParquetTraces;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ReplayCommandTest {
    private static final long SECOND = 1_000_000_000;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @BeforeEach
    void record() {
        List<Sample> samples = new ArrayList<>();
        for (long t = 0; t < 20; t++) {
            List<DomainSample> domains = new ArrayList<>();
            for (int g = 1; g <= 8; g++) {
                VcpuSample vcpu = new VcpuSample(0, t * SECOND / 5, 0L, 0, CpuSet.firstOf(2), VcpuState.RUNNING);
                domains.add(new DomainSample(
                        "uuid-" + g, "vm" + g, g, DomainState.RUNNING, null, null, null, List.of(vcpu), null, null));
            }
            long busy = t * SECOND * 8 / 10;
            List<PcpuSample> pcpus = List.of(
                    new PcpuSample(0, busy, t * SECOND - busy, null), new PcpuSample(1, busy, t * SECOND - busy, null));
            samples.add(new Sample(t, null, t * SECOND, null, HostSample.UNKNOWN, pcpus, domains));
        }
        TraceHeader header = new TraceHeader(
                TraceHeader.Source.TRIAL,
                "2025-01-01T00:00:00Z",
                new TraceHeader.HostShape(2, null),
                1000,
                null,
                null,
                null,
                "cpu-1",
                "none",
                null,
                null,
                null);
        ParquetTraces.write(
                folder.resolve("recorded"), new MemoryTrace(header, samples, List.of(), List.of(), List.of()));
    }

    @Test
    void onePolicyIsWrittenToTheDirectoryItself() {
        assertThat(run("recorded", "--policy", "round-robin")).isZero();

        Trace replay = ParquetTraces.open(folder.resolve("out"));
        assertThat(replay.header().host().pcpus()).isEqualTo(4);
        assertThat(replay.header().note()).contains(folder.resolve("recorded").toString());
        assertThat(out.toString()).isEqualTo(folder.resolve("out") + System.lineSeparator());
        assertThat(replay.decisions()).isNotEmpty();
    }

    @Test
    void severalPoliciesAreWrittenBesideEachOther() {
        assertThat(run("recorded", "--policy", "none,lpt", "--pcpus", "2", "--case", "cpu-4"))
                .isZero();

        assertThat(ParquetTraces.open(folder.resolve("out/none"))
                        .header()
                        .host()
                        .pcpus())
                .isEqualTo(2);
        assertThat(ParquetTraces.open(folder.resolve("out/lpt")).header().caseName())
                .isEqualTo("cpu-4");
    }

    @Test
    void endOfTheDemandIsChosenAndNamedInTheTrace() {
        String trace = "../traces/cases/crowded-open";
        for (String end : List.of("low", "high")) {
            String out = folder.resolve(end).toString();
            assertThat(command()
                            .execute(
                                    "replay",
                                    trace,
                                    "--case",
                                    "../examples/cases/crowded-open.yaml",
                                    "--policy",
                                    "none",
                                    "--demand",
                                    end,
                                    "--out",
                                    out))
                    .isZero();
            assertThat(ParquetTraces.open(folder.resolve(end)).header().note())
                    .contains("loads: 0 closed, 3 open, 3 unknown; the " + end + " end of demand");
        }
    }

    @Test
    void aStreamedTraceIsReplayedLikeOneThatIsHeldWhole() {
        String trace = "../traces/cases/cpu-5";
        for (String how : List.of("whole", "stream")) {
            List<String> words = new ArrayList<>(List.of(
                    "replay",
                    trace,
                    "--policy",
                    "none,steady",
                    "--out",
                    folder.resolve(how).toString()));
            if (how.equals("stream")) {
                words.add("--stream");
            }
            assertThat(command().execute(words.toArray(String[]::new))).isZero();
        }

        for (String policy : List.of("none", "steady")) {
            MemoryTrace whole = MemoryTrace.copyOf(ParquetTraces.open(folder.resolve("whole/" + policy)));
            MemoryTrace streamed = MemoryTrace.copyOf(ParquetTraces.open(folder.resolve("stream/" + policy)));
            assertThat(streamed.header().note()).contains("streamed, every load taken for closed");
            assertThat(streamed)
                    .isEqualTo(new MemoryTrace(
                            streamed.header(), whole.samples(), whole.events(), whole.loads(), whole.decisions()));
        }
    }

    @Test
    void nothingIsOverwritten() {
        assertThat(run("recorded", "--policy", "none")).isZero();
        assertThat(run("recorded", "--policy", "none")).isEqualTo(2);
        assertThat(err.toString()).contains("is not empty").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    recorded --policy nobody                            | no cpu policy is called 'nobody'; there are: none
                    recorded --policy none --pcpus 0                    | --pcpus 0: a host has 1 to
                    recorded --policy none --memory-budget 3GB          | '3GB' is no size; write for example 3GiB
                    nowhere --policy none                               | nowhere
                    recorded --policy none --stream --demand low        | --demand needs the whole trace
                    recorded --policy none,oracle --stream              | oracle: knows the whole trace
                    """)
    void aMistakeIsSaidInOneLine(String arguments, String message) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(message).hasLineCount(1);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aSummaryLogIsGradedInstead() {
        String log = "monitor:../traces/src/test/resources/seed-logs/cpu-1-round-robin.log";
        int status = command()
                .execute(
                        "replay",
                        log,
                        "--policy",
                        "none",
                        "--out",
                        folder.resolve("out").toString());

        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).contains(log + " cannot be replayed: it has no per-vCPU time; grade it instead");
    }

    @ParameterizedTest
    @CsvSource({"3GiB,3145728", "3072MiB,3145728", "5KiB,5"})
    void sizesAreReadAsKiB(String text, long kib) {
        assertThat(new MemorySize().convert(text)).isEqualTo(kib);
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.set(0, folder.resolve(arguments[0]).toString());
        all.add(0, "replay");
        all.addAll(List.of("--out", folder.resolve("out").toString()));
        return command().execute(all.toArray(String[]::new));
    }

    private CommandLine command() {
        return Equipoise.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    }
}
