package io.equipoise.reports.fidelity;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown. */
final class MarkdownTable {
    private final List<String> lines = new ArrayList<>();

    MarkdownTable(String... header) {
        lines.add(line(List.of(header)));
        lines.add("|" + "---|".repeat(header.length));
    }

    void row(String... cells) {
        lines.add(line(List.of(cells)));
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells).replace("\n", " ") + " |";
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
