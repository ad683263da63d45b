package io.equipoise.cli;

import io.equipoise.reports.Report;
import io.equipoise.reports.files.ReportFiles;
import io.equipoise.reports.files.ReportFiles.ChartFormat;
import io.equipoise.reports.files.ReportFolder;
import io.equipoise.reports.table.ScoreTable;
import io.equipoise.reports.table.TerminalTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

/** Where a report goes, for the commands that write one. */
final class ReportOptions {

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "out",
            description =
                    "The report's folder; a report in it is replaced, other files never (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("out");

    @Option(
            names = "--charts",
            paramLabel = "FORMAT",
            description = "Write the charts as files too: ${COMPLETION-CANDIDATES}.")
    private @Nullable ChartFormat charts;

    /** The folder, which is refused before any work when it holds files of others. */
    ReportFolder folder() {
        return ReportFolder.at(out);
    }

    /** Writes the report, then its table and its place to the command's output. */
    void write(ReportFolder folder, Report report, PrintWriter console) {
        folder.write(ReportFiles.of(report, charts));
        ScoreTable.byKind(report).forEach(table -> console.println(TerminalTable.of(table, Ansi.AUTO.enabled())));
        console.println("report: " + out.resolve(ReportFiles.PAGE));
        console.flush();
    }
}
