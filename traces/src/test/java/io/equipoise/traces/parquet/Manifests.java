package io.equipoise.traces.parquet;

import io.equipoise.traces.parquet.Manifest.FileSum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes traces of which the manifests tell something else than a writer would. */
final class Manifests {
    private Manifests() {}

    /** Makes a trace of format 1.0 of it. */
    static void makePlain(Path directory) throws IOException {
        delete(directory.resolve(Manifest.FOLDER));
        Path header = directory.resolve(HeaderFile.NAME);
        Files.writeString(header, Files.readString(header).replace("\"1.1\"", "\"1.0\""));
    }

    /** Lets the manifests agree with what is in the directory now. */
    static void seal(Path directory) throws IOException {
        Disk disk = Disk.REAL;
        String header = Checksum.of(Files.readAllBytes(directory.resolve(HeaderFile.NAME)));
        for (SegmentName name : Listing.of(directory).manifests()) {
            Map<String, FileSum> files = new LinkedHashMap<>();
            for (Path folder : Segments.tableFolders(directory)) {
                Path file = folder.resolve(name + Segment.SUFFIX);
                if (Files.exists(file)) {
                    byte[] bytes = Files.readAllBytes(file);
                    try (SegmentFile segment = SegmentFile.open(file, bytes)) {
                        files.put(
                                folder.getFileName().toString(),
                                new FileSum(bytes.length, segment.rows(), Checksum.of(bytes)));
                    }
                }
            }
            disk.writeWhole(Manifest.file(directory, name), new Manifest(name, header, files).toJson());
        }
    }

    static void delete(Path folder) throws IOException {
        for (Path file : files(folder, Comparator.reverseOrder())) {
            Files.delete(file);
        }
    }

    /** All files of a directory, in order of name. */
    static List<Path> files(Path directory) throws IOException {
        return files(directory, Comparator.naturalOrder()).stream()
                .filter(Files::isRegularFile)
                .toList();
    }

    private static List<Path> files(Path directory, Comparator<Path> order) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.sorted(order).toList();
        }
    }

    static void copy(Path from, Path to) throws IOException {
        for (Path file : files(from, Comparator.naturalOrder())) {
            Files.copy(file, to.resolve(from.relativize(file).toString()));
        }
    }
}
