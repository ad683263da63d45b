package io.equipoise.replay.evaluate;

import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.Cases;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.format.TraceFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A trace that an evaluation reads.
 *
 * @param name short and unique among those of one evaluation
 * @param argument where it is, with its format before a colon where it is not a directory of tables
 * @param reference where the trace is that a replay of {@code none} should equal; null when there is none
 * @param host on which it is replayed, as far as that is given
 */
public record TraceSource(
        String name, String argument, @Nullable String reference, GivenHost host) {

    public TraceSource(String name, String argument, @Nullable String reference) {
        this(name, argument, reference, GivenHost.NONE);
    }

    /** The same trace, replayed on a host that is given. */
    public TraceSource on(GivenHost given) {
        return new TraceSource(name, argument, reference, given);
    }

    /** The one recorded trace of every case that ships: that made with {@code none} or, of memory cases, with {@code maximum}. */
    public static List<TraceSource> shipped(Path folder) {
        List<TraceSource> sources = new ArrayList<>();
        for (Case testCase : Cases.shipped()) {
            String plain = folder.resolve(testCase.name()).toString();
            sources.add(
                    switch (testCase.kind()) {
                        case CPU -> new TraceSource(testCase.name(), existing(plain, testCase), null);
                        case MEMORY ->
                            new TraceSource(
                                    testCase.name() + "-maximum",
                                    existing(plain + "-maximum", testCase),
                                    existing(plain, testCase));
                    });
        }
        return sources;
    }

    /** The traces that a command's arguments name. */
    public static List<TraceSource> of(List<String> arguments) {
        List<TraceSource> sources = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String argument : arguments) {
            String path = argument.replaceFirst("^[a-z]{2,}:", "");
            Path last = Path.of(path).toAbsolutePath().normalize().getFileName();
            String name = last == null ? path : last.toString();
            if (!names.add(name)) {
                name = argument;
                if (arguments.indexOf(argument) != arguments.lastIndexOf(argument) || !names.add(name)) {
                    throw new InputException(argument + ": named twice");
                }
            }
            sources.add(new TraceSource(name, argument, null));
        }
        return sources;
    }

    /** The whole trace, read now. */
    public MemoryTrace read() {
        return MemoryTrace.copyOf(TraceFormat.open(argument));
    }

    private static String existing(String path, Case testCase) {
        if (!Files.isDirectory(Path.of(path))) {
            throw new InputException(path + ": no recorded trace of case " + testCase.name()
                    + "; run where the traces are, or name the traces to evaluate");
        }
        return path;
    }
}
