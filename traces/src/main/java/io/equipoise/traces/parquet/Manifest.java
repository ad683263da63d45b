package io.equipoise.traces.parquet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.equipoise.traces.InputException;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a segment consists of; the segment is there once its manifest is.
 *
 * @param header checksum of the trace's header
 * @param files by table; tables that a later minor version added are among them
 */
record Manifest(SegmentName name, String header, Map<String, FileSum> files) {
    static final String FOLDER = "segments";
    static final String SUFFIX = ".json";
    /** Ends the name of the manifest of a segment that is being removed. */
    static final String REMOVED = ".removed";

    private static final String SUM = "crc32c";
    private static final long LARGEST = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A file's length, rows, and CRC-32C. */
    record FileSum(long bytes, long rows, String crc32c) {}

    static Path file(Path directory, SegmentName name) {
        return directory.resolve(FOLDER).resolve(name + SUFFIX);
    }

    long rows(Table table) {
        FileSum file = files.get(table.name());
        return file == null ? 0 : file.rows();
    }

    /** Of all tables. */
    long bytes() {
        return files.values().stream().mapToLong(FileSum::bytes).sum();
    }

    byte[] toJson() {
        ObjectNode json = JSON.createObjectNode();
        json.put("first_tick", name.first());
        json.put("last_tick", name.last());
        json.put("trace", header);
        ObjectNode tables = json.putObject("tables");
        files.forEach((table, file) -> tables.putObject(table)
                .put("bytes", file.bytes())
                .put("rows", file.rows())
                .put(SUM, file.crc32c()));
        json.put(SUM, sum(json));
        return (json.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** An {@link InputException} says why the file cannot be this segment's manifest. */
    static Manifest read(Path directory, SegmentName name) throws IOException {
        Path file = file(directory, name);
        if (Files.size(file) > LARGEST) {
            throw damaged(file, null);
        }
        try {
            JsonNode json = JSON.readTree(Files.readAllBytes(file));
            String sum = json.path(SUM).asText();
            if (!(json instanceof ObjectNode object) || !sum.equals(sum(object.without(SUM)))) {
                throw damaged(file, null);
            }
            JsonFields fields = new JsonFields(file, object, "");
            if (!name.equals(new SegmentName(fields.number("first_tick"), fields.number("last_tick")))) {
                throw new InputException(file + ": is of another segment; restore the file");
            }
            JsonFields tables = fields.object("tables");
            Map<String, FileSum> files = new LinkedHashMap<>();
            for (Iterator<String> names = tables.node().fieldNames(); names.hasNext(); ) {
                String table = names.next();
                JsonFields entry = tables.object(table);
                files.put(table, new FileSum(entry.number("bytes"), entry.number("rows"), entry.text(SUM)));
            }
            return new Manifest(name, fields.text("trace"), files);
        } catch (JsonProcessingException | CharConversionException e) {
            throw damaged(file, e);
        }
    }

    /** Of all fields but the checksum itself. */
    private static String sum(JsonNode json) {
        return Checksum.of(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static InputException damaged(Path file, @Nullable Exception cause) {
        String message = file + ": is cut or damaged; restore the file or remove the segment";
        return cause == null ? new InputException(message) : new InputException(message, cause);
    }
}
