package io.equipoise.traces.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class DocumentedColumnsTest {
    private static final Pattern HEADING = Pattern.compile("### (\\w+):.*");
    private static final Pattern COLUMN = Pattern.compile("\\| `(\\w+)` \\| (\\w+) \\| (\\w+) \\|.*");

    @Test
    void documentNamesEveryColumnWithItsType() throws IOException {
        Map<String, List<String>> documented = new LinkedHashMap<>();
        List<String> columns = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("../docs/trace-format.md"))) {
            Matcher heading = HEADING.matcher(line);
            Matcher column = COLUMN.matcher(line);
            if (heading.matches()) {
                columns = new ArrayList<>();
                documented.put(heading.group(1), columns);
            } else if (column.matches()) {
                columns.add(column.group(1) + " " + column.group(2) + " " + column.group(3));
            }
        }

        Map<String, List<String>> written = new LinkedHashMap<>();
        for (Table table : Tables.ALL) {
            written.put(
                    table.name(),
                    table.columns().stream()
                            .map(column -> column.name() + " " + type(column) + (column.nullable() ? " yes" : " no"))
                            .toList());
        }
        assertThat(documented).isEqualTo(written);
    }

    private static String type(Column column) {
        return column.kind() == Column.Kind.TIMESTAMP
                ? "time"
                : column.kind().name().toLowerCase(Locale.ROOT);
    }
}
