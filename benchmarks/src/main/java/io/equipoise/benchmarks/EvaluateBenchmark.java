package io.equipoise.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.openjdk.jmh.util.ListStatistics;

/** The whole of {@code evaluate} over the shipped traces as a user starts it, the JVM's start included. */
final class EvaluateBenchmark {
    /** What it may take, s. */
    private static final double TARGET = 5;

    private EvaluateBenchmark() {}

    /** Starts it so many times and prints what it took; false where it could not be done. */
    static boolean print(int times) throws IOException, InterruptedException {
        ListStatistics seconds = new ListStatistics();
        for (int i = 0; i < times; i++) {
            double took = seconds();
            if (Double.isNaN(took)) {
                System.out.println("evaluate over the shipped traces: failed");
                return false;
            }
            seconds.addValue(took);
        }
        System.out.printf(
                Locale.ROOT,
                "evaluate over the shipped traces: %.2f s wall (%.2f to %.2f), of its target of %.0f s: %.2f%n",
                seconds.getPercentile(50),
                seconds.getMin(),
                seconds.getMax(),
                TARGET,
                seconds.getPercentile(50) / TARGET);
        return true;
    }

    private static double seconds() throws IOException, InterruptedException {
        Path out = Files.createTempDirectory("equipoise-bench");
        Path launcher = Path.of(System.getProperty("equipoise.home", ""), "equipoise");
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(launcher.toAbsolutePath().toString(), "evaluate", "--out", out.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int status = process.waitFor();
        double seconds = (System.nanoTime() - begin) / 1e9;
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        return status == 0 ? seconds : Double.NaN;
    }
}
