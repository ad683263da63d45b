package io.equipoise.reports.table;

import java.io.StringWriter;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvWriteOptions;

/** The score table as comma-separated values with a header; what is missing is empty. */
public final class ScoresCsv {
    private ScoresCsv() {}

    public static String of(Table table) {
        StringWriter text = new StringWriter();
        table.write()
                .usingOptions(
                        CsvWriteOptions.builder(text).header(true).lineEnd("\n").build());
        return text.toString();
    }
}
