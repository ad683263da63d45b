package io.equipoise.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of cells, printed as columns of plain text: names to the left, figures to the right. */
final class AlignedText {
    private static final String GAP = "  ";

    private final List<String[]> rows = new ArrayList<>();

    AlignedText row(Object... cells) {
        rows.add(Arrays.stream(cells).map(String::valueOf).toArray(String[]::new));
        return this;
    }

    void print(PrintWriter out) {
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < row.length; c++) {
                String blanks = " ".repeat(width(c) - row[c].length());
                line.append(c == 0 ? "" : GAP).append(isFigures(c) ? blanks + row[c] : row[c] + blanks);
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private int width(int column) {
        return rows.stream()
                .filter(row -> column < row.length)
                .mapToInt(row -> row[column].length())
                .max()
                .orElse(0);
    }

    /** A column whose cells below the first row are all figures. */
    private boolean isFigures(int column) {
        return rows.stream()
                .skip(1)
                .filter(row -> column < row.length)
                .allMatch(row -> row[column].matches("-|[-0-9.]+( to [-0-9.]+)?"));
    }
}
