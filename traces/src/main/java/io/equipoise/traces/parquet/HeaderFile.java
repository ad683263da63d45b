package io.equipoise.traces.parquet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.equipoise.traces.InputException;
import io.equipoise.traces.TraceHeader;
import io.equipoise.traces.TraceHeader.HostShape;
import io.equipoise.traces.TraceHeader.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code trace.json}: the format's version and the header. */
final class HeaderFile {
    static final String NAME = "trace.json";
    static final int MAJOR = 1;
    static final int MINOR = 1;

    private static final Pattern VERSION = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})");
    private static final long LARGEST = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private HeaderFile() {}

    /**
     * A header as it was read.
     *
     * @param minor version of the format
     * @param crc32c of the file
     */
    record Read(TraceHeader header, int minor, String crc32c) {
        /** Refuses a trace into which this version cannot write without losing what it does not know. */
        void requireWritable(Path directory) {
            if (minor != MINOR) {
                throw new InputException(directory + ": has format " + MAJOR + "." + minor
                        + ", and this version writes " + MAJOR + "." + MINOR + "; leave the trace as it is");
            }
        }
    }

    /** The bytes of the file. */
    static byte[] bytes(TraceHeader header) {
        ObjectNode json = JSON.createObjectNode();
        json.put("format", MAJOR + "." + MINOR);
        json.put("source", Names.of(header.source()));
        json.put("created", header.created());
        json.putObject("host")
                .put(
                        "pcpus",
                        header.host().pcpus() == 0
                                ? null
                                : (Integer) header.host().pcpus())
                .put("memory_kib", header.host().memoryKiB());
        json.put("interval_ms", header.intervalMillis());
        json.put("kernel", header.kernel());
        json.put("libvirt", header.libvirt());
        json.put("accelerator", header.accelerator());
        json.put("case", header.caseName());
        json.put("policy", header.policy());
        json.put("memory_budget_kib", header.memoryBudgetKiB());
        json.put("calibration", header.calibration());
        json.put("note", header.note());
        return (json.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** An {@link InputException} names the field that is wrong, or the version that is too new. */
    static Read read(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        if (Files.size(file) > LARGEST) {
            throw new InputException(file + ": is larger than any header; restore the file");
        }
        byte[] bytes = Files.readAllBytes(file);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            JsonFields json = new JsonFields(file, JSON.readTree(text), "");
            int minor = minor(file, json.text("format"));
            return new Read(header(json), minor, Checksum.of(bytes));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new InputException(file + ": line " + line + " is no JSON; restore the file", e);
        } catch (CharacterCodingException e) {
            throw new InputException(file + ": is no text; restore the file", e);
        }
    }

    private static TraceHeader header(JsonFields json) {
        JsonFields host = json.object("host");
        return new TraceHeader(
                source(json.file(), json.text("source")),
                json.text("created"),
                new HostShape(pcpus(host), host.numberOrNull("memory_kib")),
                json.number("interval_ms"),
                json.textOrNull("kernel"),
                json.textOrNull("libvirt"),
                json.textOrNull("accelerator"),
                json.textOrNull("case"),
                json.textOrNull("policy"),
                json.numberOrNull("memory_budget_kib"),
                json.textOrNull("calibration"),
                json.textOrNull("note"));
    }

    private static int pcpus(JsonFields host) {
        Long pcpus = host.numberOrNull("pcpus");
        return pcpus == null ? 0 : (int) Math.min(pcpus, Integer.MAX_VALUE);
    }

    private static int minor(Path file, String version) {
        Matcher parts = VERSION.matcher(version);
        if (!parts.matches() || parts.group(1).equals("0")) {
            throw new InputException(file + ": format '" + version + "' is no version, such as " + MAJOR + "." + MINOR);
        }
        if (Integer.parseInt(parts.group(1)) > MAJOR) {
            throw new InputException(file + ": format " + version + " is newer than " + MAJOR
                    + ".x, the newest that this version of equipoise reads; use a newer equipoise");
        }
        return Integer.parseInt(parts.group(2));
    }

    private static Source source(Path file, String name) {
        return Names.parse(Source.class, name)
                .orElseThrow(() -> new InputException(
                        file + ": source '" + name + "' is none of recording, trial, replay, import"));
    }
}
