package io.equipoise.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** Prints how fast traces are decoded and replayed on this machine: medians with the least and most of the iterations. */
public final class Bench {
    private static final int ITERATIONS = 5;

    /** A loop that decides is compiled only after several seconds; measured earlier, it is the compiler's delay. */
    private static final int REPLAY_WARMUP = 14;

    /** In fewer, a replay is mostly its start. */
    private static final int LEAST_TICKS = 28;

    private static final int LONG_TICKS = 95_058;
    private static final int SMALL_HEAP_MIB = 512;

    /** Millions of vCPU-samples a second. */
    private static final Map<String, Double> TARGETS = Map.of("none", 10.0, "steady", 5.0);

    private final String day;
    private boolean failed;

    private Bench(String day) {
        this.day = day;
    }

    /**
     * Arguments: parts of the benchmark ({@code decode}, {@code replay}, {@code scale}, {@code memory}, {@code evaluate};
     * all where none is named), {@code --day FOLDER}. Ends with status 1 where a part could not be done.
     */
    public static void main(String[] args) throws RunnerException, IOException, InterruptedException {
        List<String> parts = new ArrayList<>(List.of(args));
        int named = parts.indexOf("--day");
        String day = named < 0 || named + 1 == parts.size() ? "" : parts.get(named + 1);
        if (named >= 0) {
            parts.subList(named, Math.min(parts.size(), named + 2)).clear();
        }
        Bench bench = new Bench(day);
        System.out.println("on " + (day.isEmpty() ? "a made day of PlanetLab's shape, no recording" : day));
        if (parts.isEmpty() || parts.contains("decode")) {
            bench.decode();
        }
        if (parts.isEmpty() || parts.contains("replay")) {
            bench.replay();
        }
        if (parts.isEmpty() || parts.contains("scale")) {
            bench.scale();
        }
        if (parts.isEmpty() || parts.contains("memory")) {
            bench.memory();
        }
        if (parts.isEmpty() || parts.contains("evaluate")) {
            bench.failed |= !EvaluateBenchmark.print(ITERATIONS);
        }
        if (bench.failed) {
            System.exit(1);
        }
    }

    private void decode() throws RunnerException {
        double ours = 0;
        double duckdb = 0;
        for (RunResult result : run(options(DecodeBenchmark.class))) {
            boolean own = result.getPrimaryResult().getLabel().equals("equipoise");
            double rate = print("decode, " + result.getPrimaryResult().getLabel(), DecodeBenchmark.ROWS, result);
            ours = own ? rate : ours;
            duckdb = own ? duckdb : rate;
        }
        System.out.printf(Locale.ROOT, "decode, ratio to DuckDB: %.2f (target 0.6)%n", ours / duckdb);
    }

    private void replay() throws RunnerException {
        for (RunResult result : run(options(ReplayBenchmark.class).warmupIterations(REPLAY_WARMUP))) {
            double target =
                    Objects.requireNonNull(TARGETS.get(result.getParams().getParam("policy")));
            double rate = print(result);
            System.out.printf(Locale.ROOT, "  of its target of %.0f M/s: %.2f%n", target, rate / target);
        }
    }

    private void scale() throws RunnerException, IOException, InterruptedException {
        Map<String, Double> ofOneFleet = new HashMap<>();
        for (int fleets : new int[] {1, 10, 100}) {
            ChainedOptionsBuilder options = options(ReplayBenchmark.class)
                    .param("policy", "none")
                    .param("fleets", String.valueOf(fleets))
                    .param("ticks", String.valueOf(Math.max(LEAST_TICKS, Day.INTERVALS / fleets)));
            for (RunResult result : run(options)) {
                double rate = print(result);
                double first = ofOneFleet.computeIfAbsent(result.getParams().getParam("placement"), placement -> rate);
                System.out.printf(Locale.ROOT, "  of the rate at 1×: %.2f%n", rate / first);
            }
        }
        for (int ticks : new int[] {288, 2_880, 28_800}) {
            stream(ticks, SMALL_HEAP_MIB);
        }
    }

    private void memory() throws IOException, InterruptedException {
        stream(LONG_TICKS, SMALL_HEAP_MIB);
    }

    private ChainedOptionsBuilder options(Class<?> benchmark) {
        return new OptionsBuilder()
                .include(benchmark.getName() + "\\..*")
                .param("day", day)
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(ITERATIONS)
                .measurementTime(TimeValue.seconds(1))
                .jvmArgs("-XX:+UseSerialGC", "-Xmx3g")
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
    }

    private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
        return new Runner(options.build()).run();
    }

    private static double print(RunResult result) {
        int fleets = parameter(result, "fleets");
        int ticks = parameter(result, "ticks");
        String what = "replay, " + result.getParams().getParam("policy") + ", "
                + result.getParams().getParam("placement") + ", " + fleets * Day.VMS + " VMs × " + ticks + " ticks";
        return print(what, (long) fleets * Day.VMS * ticks, result);
    }

    private static int parameter(RunResult result, String name) {
        return Integer.parseInt(result.getParams().getParam(name));
    }

    /** Prints a rate, in millions a second, and returns it. */
    private static double print(String what, long samples, RunResult result) {
        Statistics millis = result.getPrimaryResult().getStatistics();
        double scale = samples / 1e3;
        double median = scale / millis.getPercentile(50);
        System.out.printf(
                Locale.ROOT,
                "%s: %.2f M/s (%.2f to %.2f)%n",
                what,
                median,
                scale / millis.getMax(),
                scale / millis.getMin());
        return median;
    }

    private void stream(int ticks, int heapMib) throws IOException, InterruptedException {
        Path out = Files.createTempFile("equipoise-bench", ".txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx" + heapMib + "m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StreamBenchmark.class.getName(),
                        String.valueOf(ticks),
                        day)
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int status = process.waitFor();
        String line = Files.readString(out, StandardCharsets.UTF_8).strip();
        Files.delete(out);
        if (status != 0) {
            System.out.println("streamed, " + ticks + " ticks: failed in a heap of " + heapMib + " MiB");
            failed = true;
            return;
        }
        String[] words = line.split(" ");
        double samples = Double.parseDouble(words[0]);
        double seconds = Double.parseDouble(words[1]);
        System.out.printf(
                Locale.ROOT,
                "streamed, decoding included, none, spread: %.1f M vCPU-samples in %.1f s, %.2f M/s, in a heap of %s MiB%n",
                samples / 1e6,
                seconds,
                samples / 1e6 / seconds,
                words[2]);
    }
}
