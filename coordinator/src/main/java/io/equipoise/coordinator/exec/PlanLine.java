package io.equipoise.coordinator.exec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.equipoise.coordinator.policy.OneLine;
import io.equipoise.coordinator.policy.PolicyFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A program's line as JSON, nothing judged yet but that it is one object. */
final class PlanLine {
    private static final int SHOWN = 60;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private PlanLine() {}

    /** The object in a line; a {@link PolicyFailure} shows what is none. */
    static JsonNode of(byte[] line) {
        try {
            JsonNode node = JSON.readTree(line);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw new PolicyFailure("the program answered no JSON: " + shown(line) + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new PolicyFailure("the program answered no JSON: " + shown(line));
        }
        throw new PolicyFailure("the program answered no JSON object: " + shown(line));
    }

    /** The beginning of a line, safe to print. */
    static String shown(byte[] line) {
        int length = Math.min(line.length, 4 * SHOWN);
        return "'" + OneLine.of(new String(line, 0, length, StandardCharsets.UTF_8), SHOWN) + "'";
    }
}
