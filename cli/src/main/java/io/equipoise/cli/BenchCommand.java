package io.equipoise.cli;

import io.equipoise.traces.InputException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts the benchmarks, which are built apart from the command: they bring a database of 80 MB to be compared with. */
@Command(
        name = "bench",
        description = {
            "Measures how fast traces are decoded, replayed and evaluated on this machine, and prints the ratios.",
            "The benchmarks are built by: mvn -Dmaven.test.skip=true -pl benchmarks -am package"
        })
final class BenchCommand implements Callable<Integer> {
    private static final String JAR = "benchmarks/target/benchmarks.jar";

    /** What is measured. */
    private enum Part {
        DECODE,
        REPLAY,
        SCALE,
        MEMORY,
        EVALUATE
    }

    @Parameters(
            arity = "0..*",
            paramLabel = "PART",
            description = "What to measure: decode, replay, scale, memory or evaluate (default: all).")
    private List<Part> parts = List.of();

    @Option(
            names = "--day",
            paramLabel = "FOLDER",
            description = "A CoMon day of PlanetLab to replay (default: a made day of the same shape).")
    private @Nullable Path day;

    @Override
    public Integer call() throws IOException {
        Path jar = Home.resolve(JAR);
        if (!Files.exists(jar)) {
            throw new InputException(
                    jar + ": the benchmarks are not built; run mvn -Dmaven.test.skip=true -pl benchmarks -am package");
        }
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(
                List.of(java.toString(), "-Dequipoise.home=" + Home.resolve(""), "-jar", jar.toString()));
        parts.forEach(part -> command.add(part.name().toLowerCase(Locale.ROOT)));
        if (day != null) {
            command.add("--day");
            command.add(day.toString());
        }
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0 ? ExitCode.OK : ExitCode.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the benchmarks ran");
        }
    }
}
