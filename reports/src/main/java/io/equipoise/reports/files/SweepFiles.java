package io.equipoise.reports.files;

import io.equipoise.replay.sweep.SweepResult;
import io.equipoise.reports.page.SweepPage;
import io.equipoise.reports.table.ScoresCsv;
import io.equipoise.reports.table.SweepTable;
import io.equipoise.reports.table.TableParquet;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tech.tablesaw.api.Table;

/** The files of a sweep; the same for the same result. */
public final class SweepFiles {
    /** Where the replays that are done are kept while a sweep goes on, and for the next one. */
    public static final String JOURNAL = "replays.jsonl";

    private SweepFiles() {}

    /** Content by path inside the sweep's folder. */
    public static Map<String, byte[]> of(SweepResult result) {
        Table table = SweepTable.of(result);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("sweep.parquet", TableParquet.of(table));
        files.put("sweep.csv", ScoresCsv.of(table).getBytes(StandardCharsets.UTF_8));
        files.put(ReportFiles.PAGE, SweepPage.of(result).getBytes(StandardCharsets.UTF_8));
        return files;
    }
}
