package io.equipoise.testbed.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.policy.PolicyCatalogue;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.Cases;
import io.equipoise.replay.compare.Compared;
import io.equipoise.replay.evaluate.PolicyChoice;
import io.equipoise.replay.fidelity.Cell;
import io.equipoise.replay.fidelity.Fidelity;
import io.equipoise.replay.fidelity.Predictor;
import io.equipoise.replay.fidelity.Repeated;
import io.equipoise.replay.fidelity.TrialTrace;
import io.equipoise.testbed.trial.LiveTrials;
import io.equipoise.testbed.trial.TrialFolder;
import io.equipoise.testbed.trial.TrialGuests;
import io.equipoise.testbed.trial.TrialSeries;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Two short cases on real guests, each predicted from one trace of it and held against two policies. Fails only beyond the
 * target and three times what lies between two trials of one policy, for the host may be busy.
 */
class FidelityLiveTest extends LiveTrials {
    @Test
    void usageOfPinnedGuestsIsPredictedFromOneTraceUnderNone() throws IOException {
        List<Cell> cells = play(shipped("short-cpu"), "none", "round-robin", "steady");

        double between = between(cells, Compared.PCPU_USAGE);
        assertThat(errors(cells, cell -> cell.error(Compared.PCPU_USAGE)))
                .as("points, where trials lie " + between + " apart")
                .hasSize(2)
                .allSatisfy((policy, error) -> assertThat(error).isLessThan(Fidelity.PCPU_POINTS + 3 * between));
    }

    @Test
    void memoryOfBalloonedGuestsIsPredictedFromOneTraceUnderMaximum() throws IOException {
        List<Cell> cells = play(shipped("short-memory"), "maximum", "headroom", "fixed-step");

        for (Compared quantity : Fidelity.targets(PolicyKind.MEMORY)) {
            double between = between(cells, quantity);
            assertThat(errors(cells, cell -> cell.errorPercent(quantity)))
                    .as(quantity.text() + ", %, where trials lie " + between + " apart")
                    .hasSize(2)
                    .allSatisfy((policy, error) -> assertThat(error).isLessThan(Fidelity.MEMORY_PERCENT + 3 * between));
        }
    }

    /** Each policy's mean error; cells themselves hold whole traces, which no message should. */
    private static Map<String, Double> errors(List<Cell> cells, Function<Cell, Repeated> error) {
        return cells.stream()
                .collect(
                        Collectors.toMap(Cell::policy, cell -> error.apply(cell).mean()));
    }

    /** How far two trials of one policy lie apart: points of usage, percent of memory. */
    private static double between(List<Cell> cells, Compared quantity) {
        return cells.stream()
                .flatMap(cell -> cell.between().stream())
                .flatMap(differences -> differences.of(quantity).stream())
                .mapToDouble(found -> found.percent() == null ? found.mean() : found.percent())
                .max()
                .orElseThrow();
    }

    /** Plays the case with a source once, then twice with one policy and once with another, and predicts these from the first. */
    private List<Cell> play(Case testCase, String source, String twice, String once) throws IOException {
        TrialFolder folder = new TrialFolder(dir.resolve("trials"));
        TrialGuests guests = guests();
        series(folder, testCase, 1, source, twice, once).run(guests);
        series(folder, testCase, 2, twice).run(guests);
        Predictor predictor = new Predictor(folder.root());
        List<TrialTrace> trials =
                FidelityTrials.in(folder, List.of(testCase), choice(testCase.kind(), twice, once), predictor);
        assertThat(trials).hasSize(3);
        return Fidelity.of(trials, predictor).cells();
    }

    private static TrialSeries series(TrialFolder folder, Case testCase, int times, String... policies) {
        return new TrialSeries(
                folder, TrialSeries.pairs(List.of(testCase), choice(testCase.kind(), policies)), times, ONCE);
    }

    private static PolicyChoice choice(PolicyKind kind, String... names) {
        PolicyCatalogue catalogue = PolicyCatalogue.shipped();
        return new PolicyChoice(
                List.of(names).stream().map(name -> catalogue.named(kind, name)).toList());
    }

    private Case shipped(String name) throws IOException {
        Path yaml = dir.resolve(name + ".yaml");
        try (InputStream in = FidelityLiveTest.class.getResourceAsStream("/cases/" + name + ".yaml")) {
            Files.copy(in, yaml);
        }
        return Cases.read(yaml);
    }
}
