package io.equipoise.traces.parquet;

import io.equipoise.traces.parquet.Manifest.FileSum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Commits and removes segments of a trace, each with all its tables by one rename.
 *
 * @param header checksum of the trace's header
 */
record Segments(Path directory, Disk disk, String header) {

    /** Yields the rows of one table after the other, so that only one needs to be held. */
    interface Contents {
        Rows of(Table table) throws IOException;
    }

    /** Folders for every table and for the manifests; those that are there are kept. */
    static void createFolders(Path directory, Disk disk) throws IOException {
        for (Table table : Tables.ALL) {
            disk.createDirectory(directory.resolve(table.name()));
        }
        disk.createDirectory(directory.resolve(Manifest.FOLDER));
        disk.sync(directory);
    }

    /** Writes a segment; one that failed is not there, and what it left is a leftover. */
    Manifest commit(SegmentName name, Contents contents) throws IOException {
        try {
            return write(name, contents);
        } catch (IOException e) {
            for (Table table : Tables.ALL) {
                Files.deleteIfExists(Disk.unfinished(Segment.file(directory, table.name(), name)));
            }
            throw e;
        }
    }

    private Manifest write(SegmentName name, Contents contents) throws IOException {
        Map<String, FileSum> files = new LinkedHashMap<>();
        for (Table table : Tables.ALL) {
            Rows rows = contents.of(table);
            byte[] bytes = SegmentWriter.bytes(rows);
            disk.write(Disk.unfinished(Segment.file(directory, table.name(), name)), bytes);
            files.put(table.name(), new FileSum(bytes.length, rows.size(), Checksum.of(bytes)));
        }
        for (Table table : Tables.ALL) {
            Path file = Segment.file(directory, table.name(), name);
            disk.move(Disk.unfinished(file), file);
            disk.sync(directory.resolve(table.name()));
        }
        Manifest manifest = new Manifest(name, header, files);
        disk.writeWhole(Manifest.file(directory, name), manifest.toJson());
        return manifest;
    }

    /** Removes a segment: it is gone with its manifest's name, and its files follow. */
    void remove(SegmentName name) throws IOException {
        if (Files.exists(Manifest.file(directory, name))) {
            disk.move(Manifest.file(directory, name), removed(name));
            disk.sync(directory.resolve(Manifest.FOLDER));
        }
        finishRemoval(name);
    }

    /** Deletes the files of a segment that has no manifest. */
    void deleteFiles(SegmentName name) throws IOException {
        for (Path folder : tableFolders()) {
            disk.delete(folder.resolve(name + Segment.SUFFIX));
            disk.sync(folder);
        }
    }

    void finishRemoval(SegmentName name) throws IOException {
        deleteFiles(name);
        disk.delete(removed(name));
        disk.sync(directory.resolve(Manifest.FOLDER));
    }

    /** Deletes a journal of which nothing is needed any more. */
    void deleteJournal(long first) throws IOException {
        disk.delete(Journal.file(directory, first));
        disk.sync(directory.resolve(Journal.FOLDER));
    }

    /** Those of later minor versions too. */
    private List<Path> tableFolders() throws IOException {
        return tableFolders(directory);
    }

    static List<Path> tableFolders(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(Files::isDirectory)
                    .filter(folder -> !folder.endsWith(Manifest.FOLDER) && !folder.endsWith(Journal.FOLDER))
                    .sorted()
                    .toList();
        }
    }

    private Path removed(SegmentName name) {
        return directory.resolve(Manifest.FOLDER).resolve(name + Manifest.REMOVED);
    }
}
