package io.equipoise.replay.grade;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A grade as JSON: {@code {"case", "verdict", "checks": [{"name", "verdict", "evidence"}]}}. */
public final class GradeJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private GradeJson() {}

    /** The text of one object, indented. */
    public static String of(Grade grade) {
        ObjectNode object = MAPPER.createObjectNode();
        object.put("case", grade.caseName());
        object.put("verdict", grade.verdict().text());
        object.set("checks", checks(grade));
        return object.toPrettyString();
    }

    /** The array of checks alone, for documents that hold several grades. */
    public static ArrayNode checks(Grade grade) {
        ArrayNode checks = MAPPER.createArrayNode();
        for (Finding finding : grade.findings()) {
            checks.addObject()
                    .put("name", finding.name())
                    .put("verdict", finding.verdict().text())
                    .put("evidence", finding.evidence());
        }
        return checks;
    }
}
