package io.equipoise.cli;

import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.Cases;
import io.equipoise.replay.evaluate.PolicyChoice;
import io.equipoise.replay.fidelity.Fidelity;
import io.equipoise.replay.fidelity.Predictor;
import io.equipoise.replay.fidelity.TrialTrace;
import io.equipoise.reports.fidelity.FidelityMarkdown;
import io.equipoise.reports.fidelity.FidelityTable;
import io.equipoise.reports.table.ScoresCsv;
import io.equipoise.testbed.StateFolder;
import io.equipoise.testbed.Testbed;
import io.equipoise.testbed.fidelity.FidelityTrials;
import io.equipoise.testbed.fidelity.Machine;
import io.equipoise.testbed.trial.TrialFolder;
import io.equipoise.testbed.trial.TrialGuests;
import io.equipoise.testbed.trial.TrialSeries;
import io.equipoise.traces.InputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Holds replays against trials. */
@Command(
        name = "fidelity",
        description = {
            "Plays cases on real guests under several policies, predicts each trial by replay, and says how far the"
                    + " predictions are off.",
            "A CPU case is predicted from its trace with none alone, a memory case from that with maximum. Trials go into"
                    + " DIR/CASE/POLICY/TRY, as of 'trial all'; what is over there is not played again. The tables go into"
                    + " DIR/fidelity.md and DIR/fidelity.csv."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:compared",
            "2:bad usage, or the testbed cannot be used",
            "3:some trials were not played to their end"
        })
final class FidelityCommand implements Callable<Integer> {
    /** Four of each kind, among them one that does nothing and ours, and what memory cases of the same guests are predicted from. */
    private static final String POLICIES = "none,round-robin,lpt,steady,fixed-step,proportional,headroom,maximum";

    @Spec
    private CommandSpec spec;

    @Mixin
    private PolicyOptions known;

    @SuppressWarnings("NullAway.Init")
    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where trials and tables go.")
    private Path out;

    @Option(
            names = "--cases",
            split = ",",
            paramLabel = "CASE",
            description = "Only these cases, by name or YAML file; without it, all that ship.")
    private List<String> cases = List.of();

    @Option(
            names = "--policies",
            split = ",",
            defaultValue = POLICIES,
            paramLabel = "POLICY",
            description = "Which policies, of both kinds (default: ${DEFAULT-VALUE}).")
    private List<String> policies = List.of();

    @Option(
            names = "--times",
            paramLabel = "N",
            defaultValue = "" + TrialSeries.TIMES,
            description =
                    "How often each is played (default: ${DEFAULT-VALUE}); all tries that are there are" + " compared.")
    private int times;

    @Option(
            names = "--from",
            paramLabel = "DIR",
            description = "Where the traces are that predictions stand on: CASE and CASE-maximum, or trials"
                    + " CASE/none/1 and CASE/maximum/1, which may be those in --out; by default those that ship.")
    private @Nullable Path from;

    @Option(names = "--only-compare", description = "Play nothing; take the trials that are there.")
    private boolean onlyCompare;

    @Override
    public Integer call() throws IOException {
        List<Case> chosen = cases.isEmpty()
                ? Cases.shipped()
                : cases.stream().distinct().map(Cases::named).toList();
        PolicyChoice choice = PolicyChoice.named(known.catalogue(), policies);
        TrialFolder folder = new TrialFolder(out);
        TrialSeries series = new TrialSeries(folder, TrialSeries.pairs(chosen, choice), times);
        Path sources = from == null ? Home.traces() : from;
        Predictor predictor = new Predictor(sources);
        if (!onlyCompare && series.left() > 0) {
            if (!isSame(sources, out)) {
                // Better now than after hours of trials.
                chosen.stream()
                        .filter(testCase -> !choice.of(testCase.kind()).isEmpty())
                        .forEach(predictor::requireSource);
            }
            play(series);
        }
        List<TrialTrace> trials = FidelityTrials.in(folder, chosen, choice, predictor);
        if (trials.isEmpty()) {
            throw new InputException(out + ": holds no trial of these cases under these policies"
                    + (onlyCompare ? "; play them without --only-compare" : " that was played to its end"));
        }
        write(trials, predictor);
        int left = onlyCompare ? 0 : series.left();
        if (left > 0) {
            say(left + " trials are not over; the same command goes on from here");
        }
        return left > 0 ? ExitCode.INCONCLUSIVE : ExitCode.OK;
    }

    private static boolean isSame(Path a, Path b) {
        return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
    }

    private void play(TrialSeries series) throws IOException {
        try (Testbed testbed = Testbed.open(StateFolder.locate(), this::say);
                EndOnSignal end = new EndOnSignal(series::stop)) {
            Machine.note(out);
            try {
                series.run(new TrialGuests(testbed, this::say));
            } finally {
                testbed.down();
            }
        }
    }

    private void write(List<TrialTrace> trials, Predictor predictor) throws IOException {
        Fidelity fidelity = Fidelity.of(trials, predictor);
        Map<String, String> machine = Machine.of(
                out, trials.stream().map(trial -> trial.trace().header()).toList());
        String text = FidelityMarkdown.of(fidelity, machine);
        Files.writeString(out.resolve("fidelity.md"), text);
        Files.writeString(out.resolve("fidelity.csv"), ScoresCsv.of(FidelityTable.of(fidelity)));
        PrintWriter results = spec.commandLine().getOut();
        results.print(text);
        results.println("tables: " + out.resolve("fidelity.md"));
        results.flush();
    }

    private void say(String message) {
        PrintWriter messages = spec.commandLine().getErr();
        messages.println("equipoise: " + message);
        messages.flush();
    }
}
