package io.equipoise.cli;

import io.equipoise.coordinator.policy.PolicyCatalogue;
import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.Cases;
import io.equipoise.replay.evaluate.EvaluationRow;
import io.equipoise.replay.evaluate.PolicyChoice;
import io.equipoise.replay.grade.Balance;
import io.equipoise.replay.grade.Grade;
import io.equipoise.replay.grade.Grader;
import io.equipoise.reports.files.ReportFiles;
import io.equipoise.reports.files.ReportFolder;
import io.equipoise.reports.table.TerminalTable;
import io.equipoise.reports.trials.TrialReport;
import io.equipoise.testbed.StateFolder;
import io.equipoise.testbed.Testbed;
import io.equipoise.testbed.trial.Acting;
import io.equipoise.testbed.trial.Program;
import io.equipoise.testbed.trial.Trial;
import io.equipoise.testbed.trial.TrialFolder;
import io.equipoise.testbed.trial.TrialGuests;
import io.equipoise.testbed.trial.TrialSeries;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.parquet.NewDirectory;
import io.equipoise.traces.parquet.ParquetTraces;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays cases on real guests of the testbed under policies or a program, records them as traces and grades them. */
@Command(
        name = "trial",
        customSynopsis = {
            "equipoise trial CASE --policy POLICY --out DIR",
            "equipoise trial CASE --out DIR -- COMMAND [ARG...]",
            "equipoise trial all (--policy POLICY[,POLICY...] | -- COMMAND [ARG...]) --out DIR",
            "                    [--cases CASE[,CASE...]] [--times N]",
        },
        description = {
            "Plays a case on real guests of the testbed under a policy, or under a program that talks to qemu:///system"
                    + " itself, records it as a trace and grades it.",
            "With all, plays every case so often, each into DIR/CASE/POLICY/TRY, goes on where it was interrupted, and"
                    + " writes a report into DIR/report."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:pass; of all: every trial was played",
            "1:fail",
            "2:bad usage, or the testbed cannot be used",
            "3:inconclusive; of all: some trials were not played to their end"
        })
final class TrialCommand implements Callable<Integer> {
    private static final String ALL = "all";

    @Spec
    private CommandSpec spec;

    @Mixin
    private PolicyOptions known;

    @Parameters(index = "0", paramLabel = "CASE", description = "A case's name (see cases) or YAML file, or all.")
    private String testCase;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "COMMAND",
            description =
                    "What acts instead of a policy: a program with its arguments, after --. It is started with the"
                            + " load, ended after it, and writes to DIR/program.log.")
    private List<String> command = List.of();

    @Option(
            names = "--policy",
            split = ",",
            paramLabel = "POLICY",
            description = "What acts (see policies; exec:PROGRAM is one of your own).")
    private List<String> policies = List.of();

    @SuppressWarnings("NullAway.Init")
    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the trace goes; new or empty.")
    private Path out;

    @Option(names = "--cases", split = ",", paramLabel = "CASE", description = "With all: only these cases.")
    private List<String> cases = List.of();

    @Option(names = "--times", paramLabel = "N", description = "With all: how often each is played (default: 3).")
    private @Nullable Integer times;

    @Override
    public Integer call() throws IOException {
        if (policies.isEmpty() == command.isEmpty()) {
            throw new InputException("say what acts: either --policy, or a program with its arguments after --");
        }
        if (testCase.equals(ALL)) {
            return all();
        }
        if (!cases.isEmpty() || times != null || policies.size() > 1) {
            throw new InputException("several policies, --cases and --times go with 'trial all'");
        }
        return one(Cases.named(testCase));
    }

    private int one(Case played) throws IOException {
        Acting acting = command.isEmpty()
                ? new Acting.OfPolicy(known.catalogue().live(played.kind(), policies.get(0)))
                : new Acting.OfProgram(Program.of(command));
        NewDirectory.require(out);
        try (Testbed testbed = Testbed.open(StateFolder.locate(), this::say)) {
            Trial trial = new Trial(new TrialGuests(testbed, this::say), played, acting);
            play(testbed, trial::stop, () -> trial.run(out));
        }
        Grade grade = Grader.grade(MemoryTrace.copyOf(ParquetTraces.open(out)), played, Balance.ABSOLUTE);
        PrintWriter results = spec.commandLine().getOut();
        GradeText.print(grade, results);
        results.println("trace: " + out);
        results.flush();
        return ExitCode.of(grade.verdict());
    }

    private int all() throws IOException {
        List<Case> played = cases.isEmpty()
                ? Cases.shipped()
                : cases.stream().distinct().map(Cases::named).toList();
        int often = times == null ? TrialSeries.TIMES : times;
        ReportFolder report = ReportFolder.at(out.resolve("report"));
        TrialSeries series = new TrialSeries(new TrialFolder(out), pairs(played), often);
        if (series.left() > 0) {
            try (Testbed testbed = Testbed.open(StateFolder.locate(), this::say)) {
                play(testbed, series::stop, () -> series.run(new TrialGuests(testbed, this::say)));
            }
        }
        List<EvaluationRow> rows = series.results();
        PrintWriter results = spec.commandLine().getOut();
        if (!rows.isEmpty()) {
            report.write(TrialReport.files(rows));
            TrialReport.tables(rows).forEach(table -> results.println(TerminalTable.whole(table, Ansi.AUTO.enabled())));
            results.println("report: " + out.resolve("report").resolve(ReportFiles.PAGE));
        }
        int left = series.left();
        if (left > 0) {
            say(left + " trials are not over; the same command goes on from here");
        }
        results.flush();
        return left > 0 ? ExitCode.INCONCLUSIVE : ExitCode.OK;
    }

    private List<TrialSeries.Pair> pairs(List<Case> played) {
        if (!command.isEmpty()) {
            Acting program = new Acting.OfProgram(Program.of(command));
            return played.stream()
                    .map(each -> new TrialSeries.Pair(each, program))
                    .toList();
        }
        PolicyCatalogue catalogue = known.catalogue();
        return TrialSeries.pairs(played, PolicyChoice.named(catalogue, policies));
    }

    /** Work on the guests. */
    private interface Work {
        void run() throws IOException;
    }

    private static void play(Testbed testbed, Runnable stop, Work work) throws IOException {
        try (EndOnSignal end = new EndOnSignal(stop)) {
            try {
                work.run();
            } finally {
                testbed.down();
            }
        }
    }

    private void say(String message) {
        PrintWriter messages = spec.commandLine().getErr();
        messages.println("equipoise: " + message);
        messages.flush();
    }
}
