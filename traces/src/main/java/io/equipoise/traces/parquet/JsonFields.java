package io.equipoise.traces.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import io.equipoise.traces.InputException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Fields of a JSON object; an {@link InputException} names file and field. */
record JsonFields(Path file, JsonNode node, String prefix) {

    String text(String name) {
        String text = textOrNull(name);
        if (text == null) {
            throw wrong(name, "is missing");
        }
        return text;
    }

    @Nullable
    String textOrNull(String name) {
        JsonNode value = node.path(name);
        if (isNull(value)) {
            return null;
        }
        if (!value.isTextual()) {
            throw wrong(name, "is no text");
        }
        return value.textValue();
    }

    long number(String name) {
        Long number = numberOrNull(name);
        if (number == null) {
            throw wrong(name, "is missing");
        }
        return number;
    }

    @Nullable
    Long numberOrNull(String name) {
        JsonNode value = node.path(name);
        if (isNull(value)) {
            return null;
        }
        if (!value.canConvertToLong() || !value.isIntegralNumber() || value.longValue() < 0) {
            throw wrong(name, "is no whole number");
        }
        return value.longValue();
    }

    JsonFields object(String name) {
        if (!node.path(name).isObject()) {
            throw wrong(name, "is missing");
        }
        return new JsonFields(file, node.path(name), prefix + name + ".");
    }

    private static boolean isNull(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private InputException wrong(String name, String what) {
        return new InputException(file + ": field '" + prefix + name + "' " + what + "; restore the file");
    }
}
