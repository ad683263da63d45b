package io.equipoise.replay.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.equipoise.traces.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses one YAML document into nodes that know their lines; refuses aliases, tags' objects and repeated keys. */
public final class YamlFile {
    private static final YAMLFactory FACTORY = new YAMLFactory();

    private final String file;
    private final YAMLParser parser;

    private YamlFile(String file, YAMLParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /** Reads a file; an {@link InputException} names it, and the line where it is none. */
    public static YamlNode read(Path yaml, String what) {
        try {
            return parse(yaml.toString(), what, Files.readString(yaml));
        } catch (MalformedInputException e) {
            throw new InputException(yaml + ": no text in UTF-8", e);
        } catch (IOException e) {
            String problem = Files.isDirectory(yaml)
                    ? "a directory, not a YAML file"
                    : Files.exists(yaml) ? "cannot be read" : "no such file";
            throw new InputException(yaml + ": " + problem, e);
        }
    }

    /**
     * The document's root, which must be a mapping.
     *
     * @param file how errors name it
     * @param what it holds, such as {@code case}
     */
    public static YamlNode parse(String file, String what, String yaml) {
        try (YAMLParser parser = FACTORY.createParser(yaml)) {
            YamlFile reading = new YamlFile(file, parser);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new InputException(file + ":1: no " + what + ": a YAML mapping must stand here");
            }
            YamlNode root = reading.value(what);
            if (parser.nextToken() != null) {
                throw new InputException(
                        file + ":" + reading.line() + ": one file holds one " + what + ", nothing after it");
            }
            return root;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            String problem = e.getOriginalMessage().strip().replaceAll("\\s*\\R\\s*", " ");
            throw new InputException(file + ":" + line + ": no YAML: " + problem, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private YamlNode value(String key) throws IOException {
        JsonToken token = parser.currentToken();
        int line = line();
        if (parser.isCurrentAlias()) {
            throw new InputException(file + ":" + line + ": '" + key + "' is an alias; write its value out");
        }
        if (token == JsonToken.START_OBJECT) {
            return node(line, key, null, null, keys());
        }
        if (token == JsonToken.START_ARRAY) {
            List<YamlNode> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(key));
            }
            return node(line, key, null, List.copyOf(items), null);
        }
        return node(line, key, token == JsonToken.VALUE_NULL ? null : parser.getText(), null, null);
    }

    private Map<String, YamlNode> keys() throws IOException {
        Map<String, YamlNode> keys = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            int line = line();
            parser.nextToken();
            YamlNode value = value(name);
            if (keys.put(name, new YamlNode(file, line, name, value.text(), value.items(), value.keys())) != null) {
                throw new InputException(file + ":" + line + ": the key '" + name + "' stands here a second time");
            }
        }
        return keys;
    }

    private YamlNode node(
            int line,
            String key,
            @Nullable String text,
            @Nullable List<YamlNode> items,
            @Nullable Map<String, YamlNode> keys) {
        return new YamlNode(file, line, key, text, items, keys);
    }
}
