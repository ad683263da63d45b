package io.equipoise.traces.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.traces.parquet.ParquetTable.ColumnType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ParquetTableTest {

    @Test
    void rowsComeBackInTheirOrderWithWhatIsMissing() throws IOException {
        ParquetTable table = table();
        table.row(Arrays.asList("b", 2.5, 7L));
        table.row(Arrays.asList(null, null, null));
        table.row(Arrays.asList("a", 0.1 + 0.2, -1L));

        Rows rows = read(table.bytes());

        assertThat(rows.size()).isEqualTo(3);
        assertThat(List.of(0, 2)).map(row -> rows.text(0, row)).containsExactly("b", "a");
        assertThat(List.of(0, 2)).map(row -> rows.real(1, row)).containsExactly(2.5, 0.1 + 0.2);
        assertThat(List.of(0, 2)).map(row -> rows.number(2, row)).containsExactly(7L, -1L);
        assertThat(List.of(0, 1, 2)).allMatch(column -> rows.isNull(column, 1));
    }

    @Test
    void rowOfAnotherWidthIsRefused() {
        assertThatThrownBy(() -> table().row(List.of("a", 1.0))).isInstanceOf(IllegalArgumentException.class);
    }

    private static ParquetTable table() {
        ParquetTable table = new ParquetTable("made");
        table.column("name", ColumnType.TEXT);
        table.column("share", ColumnType.REAL);
        table.column("count", ColumnType.WHOLE);
        return table;
    }

    private static Rows read(byte[] bytes) throws IOException {
        try (SegmentFile file = SegmentFile.open(Path.of("made"), bytes)) {
            return file.read(new Table(
                    "made",
                    List.of(
                            Column.nullable("name", Column.Kind.TEXT),
                            Column.nullable("share", Column.Kind.REAL),
                            Column.nullable("count", Column.Kind.LONG)),
                    List.of()));
        }
    }
}
