package io.equipoise.reports.files;

import io.equipoise.traces.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A folder that holds one report and nothing else of ours. A list of our files lies in it: a folder with other files and no
 * such list is refused, and a new report replaces exactly the files of the one before.
 */
public final class ReportFolder {
    /** Name of the list, one path a line. */
    static final String LIST = ".equipoise-report";

    private final Path folder;

    private ReportFolder(Path folder) {
        this.folder = folder;
    }

    /** The folder at this path; one that holds files of others is an {@link InputException}. Nothing is written yet. */
    public static ReportFolder at(Path folder) {
        return at(folder, LIST);
    }

    /** The same, where a file of ours that is no part of the report shows too that the folder is ours. */
    public static ReportFolder at(Path folder, String own) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new InputException(folder + ": a file, no folder for a report; give another with --out");
        }
        boolean ours = Files.exists(folder.resolve(LIST)) || Files.exists(folder.resolve(own));
        if (Files.isDirectory(folder) && !ours && !isEmpty(folder)) {
            throw new InputException(
                    folder + ": holds files that are no report of equipoise; give another folder with --out");
        }
        return new ReportFolder(folder.toAbsolutePath().normalize());
    }

    /** Writes the files, each whole or not at all, in the given order, and removes those of the report before. */
    public void write(Map<String, byte[]> files) {
        try {
            Files.createDirectories(folder);
            List<String> before = listed();
            TreeSet<String> both = new TreeSet<>(before);
            for (String name : files.keySet()) {
                if (!before.contains(name) && Files.exists(folder.resolve(name))) {
                    throw new InputException(folder.resolve(name)
                            + ": exists and is no part of a report; give another folder with --out");
                }
                both.add(name);
            }
            put(LIST, lines(both));
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                put(file.getKey(), file.getValue());
            }
            for (String name : before) {
                if (!files.containsKey(name)) {
                    Files.deleteIfExists(folder.resolve(name));
                }
            }
            put(LIST, lines(new TreeSet<>(files.keySet())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> listed() throws IOException {
        Path list = folder.resolve(LIST);
        if (!Files.exists(list)) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (String line : Files.readAllLines(list)) {
            Path file = folder.resolve(line).normalize();
            if (!line.isBlank() && file.startsWith(folder)) {
                names.add(line);
            }
        }
        return names;
    }

    private void put(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.write(unfinished, content);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] lines(Iterable<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
