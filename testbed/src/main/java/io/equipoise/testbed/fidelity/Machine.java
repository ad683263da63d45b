package io.equipoise.testbed.fidelity;

import io.equipoise.testbed.CpuModel;
import io.equipoise.traces.TraceHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What trials ran on: by their own headers, and by a file beside them that says which CPU it was. */
public final class Machine {
    private static final String FILE = "cpu-model";

    private Machine() {}

    /** Writes down, beside trials that are played now, which CPU plays them. */
    public static void note(Path trials) throws IOException {
        Files.createDirectories(trials);
        Files.writeString(trials.resolve(FILE), CpuModel.read() + "\n");
    }

    /** Names and values, in order, for a table. */
    public static Map<String, String> of(Path trials, List<TraceHeader> headers) throws IOException {
        Path file = trials.resolve(FILE);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("CPU", Files.exists(file) ? Files.readString(file).strip() : "not written down");
        facts.put(
                "cores",
                joined(headers.stream()
                        .map(header -> Integer.toString(header.host().pcpus()))
                        .toList()));
        facts.put(
                "kernel",
                joined(headers.stream().map(header -> known(header.kernel())).toList()));
        facts.put(
                "libvirt",
                joined(headers.stream().map(header -> known(header.libvirt())).toList()));
        facts.put(
                "accelerator",
                joined(headers.stream()
                        .map(header -> known(header.accelerator()))
                        .toList()));
        facts.put("trials", headers.size() + ", " + dates(headers));
        return facts;
    }

    private static String known(@Nullable String value) {
        return value == null ? "unknown" : value;
    }

    private static String joined(List<String> values) {
        return values.stream().distinct().collect(Collectors.joining(", "));
    }

    /** The days of the first and the last. */
    private static String dates(List<TraceHeader> headers) {
        TreeSet<String> days = headers.stream()
                .map(header -> header.created().split("T")[0])
                .collect(Collectors.toCollection(TreeSet::new));
        return days.size() == 1 ? days.first() : days.first() + " to " + days.last();
    }
}
