package io.equipoise.recorder.sample;

import io.equipoise.recorder.sample.DomainReading.Start;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the threads that run vCPUs: by the UUID on QEMU's command line, and by the names that QEMU gives its threads. */
final class VcpuThreadFinder {
    private static final Logger LOG = LoggerFactory.getLogger(VcpuThreadFinder.class);
    private static final Pattern NAME = Pattern.compile("CPU (\\d{1,4})/(KVM|TCG)");

    private final Path proc;

    /** @param proc where the kernel shows processes, {@code /proc} */
    VcpuThreadFinder(Path proc) {
        this.proc = proc;
    }

    /** The threads of these domains; those of which no process or more than one tells the UUID have none. */
    List<VcpuThread> find(Collection<Start> starts) {
        Map<String, Start> wanted = starts.stream().collect(Collectors.toMap(Start::uuid, start -> start));
        Map<Start, Path> found = new HashMap<>();
        Set<Start> ambiguous = new HashSet<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                Start start = wanted.get(uuid(process));
                if (start != null && found.put(start, process) != null) {
                    ambiguous.add(start);
                }
            }
        } catch (IOException e) {
            LOG.debug("no processes are shown: {}", e.getMessage());
        }
        found.keySet().removeAll(ambiguous);
        List<VcpuThread> threads = new ArrayList<>();
        found.forEach((start, process) -> threads.addAll(threads(start, process)));
        return threads;
    }

    private static List<VcpuThread> threads(Start start, Path process) {
        List<VcpuThread> threads = new ArrayList<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(process.resolve("task"))) {
            for (Path task : tasks) {
                Matcher name = NAME.matcher(text(task.resolve("comm")).strip());
                if (name.matches()) {
                    threads.add(new VcpuThread(start, Integer.parseInt(name.group(1)), task.resolve("schedstat")));
                }
            }
        } catch (IOException e) {
            LOG.debug("{}: {}", process, e.getMessage());
        }
        return threads;
    }

    /** What follows {@code -uuid} on its command line; empty for any process but QEMU. */
    private static String uuid(Path process) {
        String[] words = text(process.resolve("cmdline")).split("\0");
        if (words[0].contains("qemu")) {
            for (int i = 1; i + 1 < words.length; i++) {
                if (words[i].equals("-uuid")) {
                    return words[i + 1];
                }
            }
        }
        return "";
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // The process has ended, or is not ours to see.
            return "";
        }
    }
}
