package io.equipoise.testbed.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the traces of many trials lie: {@code CASE/POLICY/TRY}, tries counting from 1. A trace is there under this name only
 * once its trial is over; until then it is called {@code TRY.unfinished}.
 */
public record TrialFolder(Path root) {
    private static final String UNFINISHED = ".unfinished";

    /** Where the trace of a trial lies when it is over. */
    public Path trace(String caseName, String policy, int attempt) {
        return policy(caseName, policy).resolve(Integer.toString(attempt));
    }

    /** Whether this trial is over. */
    public boolean has(String caseName, String policy, int attempt) {
        return Files.isDirectory(trace(caseName, policy, attempt));
    }

    /** The folder in which a trial begins, new: what an earlier, interrupted one left there is removed. */
    public Path begin(String caseName, String policy, int attempt) throws IOException {
        Path unfinished = unfinished(caseName, policy, attempt);
        if (Files.exists(unfinished)) {
            try (Stream<Path> left = Files.walk(unfinished)) {
                for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(unfinished.getParent());
        return unfinished;
    }

    /** Gives the trace of a trial that is over its name. */
    public void finish(String caseName, String policy, int attempt) throws IOException {
        Files.move(
                unfinished(caseName, policy, attempt),
                trace(caseName, policy, attempt),
                StandardCopyOption.ATOMIC_MOVE);
    }

    /** The tries of a case under a policy that are over, in order. */
    public List<Integer> tries(String caseName, String policy) throws IOException {
        Path folder = policy(caseName, policy);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches("[1-9]\\d{0,8}"))
                    .map(Integer::valueOf)
                    .sorted()
                    .toList();
        }
    }

    private Path unfinished(String caseName, String policy, int attempt) {
        return policy(caseName, policy).resolve(attempt + UNFINISHED);
    }

    private Path policy(String caseName, String policy) {
        return root.resolve(fileName(caseName)).resolve(fileName(policy));
    }

    /** A policy's name may be a path ({@code exec:./policy.py}); a folder's name may not. */
    private static String fileName(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9._+-]+", "-");
        return plain.startsWith(".") ? "-" + plain : plain;
    }
}
