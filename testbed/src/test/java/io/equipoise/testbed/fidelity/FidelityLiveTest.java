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
import io.equipoise.testbed.LiveFolder;
import io.equipoise.testbed.Testbed;
import io.equipoise.testbed.trial.TrialFolder;
import io.equipoise.testbed.trial.TrialGuests;
import io.equipoise.testbed.trial.TrialSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Two short cases on real guests, each predicted from one trace of it and held against two policies. Fails only beyond the
 * target and three times the spread of docs/fidelity.md: the host may be busy.
 */
class FidelityLiveTest {
    /** Largest less smallest error of the same trial repeated, of the short cases; the command stands in the document. */
    private static final double PCPU_SPREAD = 3;

    private static final double MEMORY_SPREAD = 3;

    @TempDir
    Path dir;

    private Testbed testbed;

    @BeforeEach
    void open() throws IOException {
        testbed = Testbed.open(
                LiveFolder.in(dir.resolve("testbed")), LoggerFactory.getLogger(FidelityLiveTest.class)::info);
    }

    @AfterEach
    void close() throws IOException {
        if (testbed != null) {
            testbed.down();
            testbed.close();
        }
    }

    @Test
    void usageOfPinnedGuestsIsPredictedFromOneTraceUnderNone() throws IOException {
        Case testCase = testCase("short-cpu");

        List<Cell> cells = play(testCase, "none", "round-robin", "steady");

        double most = Fidelity.PCPU_POINTS + 3 * PCPU_SPREAD;
        assertThat(cells).extracting(Cell::policy).containsExactly("round-robin", "steady");
        assertThat(cells)
                .allSatisfy(cell ->
                        assertThat(cell.error(Compared.PCPU_WINDOWS).mean()).isLessThan(most));
    }

    @Test
    void memoryOfBalloonedGuestsIsPredictedFromOneTraceUnderMaximum() throws IOException {
        Case testCase = testCase("short-memory");

        List<Cell> cells = play(testCase, "maximum", "fixed-step", "headroom");

        double most = Fidelity.MEMORY_PERCENT + 3 * MEMORY_SPREAD;
        assertThat(cells).extracting(Cell::policy).containsExactly("fixed-step", "headroom");
        assertThat(cells).allSatisfy(cell -> {
            assertThat(cell.errorPercent(Compared.BALLOON).mean()).isLessThan(most);
            assertThat(cell.errorPercent(Compared.USABLE).mean()).isLessThan(most);
        });
    }

    /** What two policies became, against what was predicted from the trial with the first. */
    private List<Cell> play(Case testCase, String source, String... policies) throws IOException {
        PolicyChoice all = choice(testCase.kind(), source, policies[0], policies[1]);
        TrialFolder folder = new TrialFolder(dir.resolve("trials"));
        TrialSeries series = new TrialSeries(folder, TrialSeries.pairs(List.of(testCase), all), 1);
        series.run(new TrialGuests(testbed, LoggerFactory.getLogger(FidelityLiveTest.class)::info));
        assertThat(series.left()).isZero();
        PolicyChoice held = choice(testCase.kind(), policies);
        return Fidelity.of(FidelityTrials.in(folder, List.of(testCase), held), new Predictor(folder.root()))
                .cells();
    }

    private static PolicyChoice choice(PolicyKind kind, String... names) {
        PolicyCatalogue catalogue = PolicyCatalogue.shipped();
        return new PolicyChoice(
                List.of(names).stream().map(name -> catalogue.named(kind, name)).toList());
    }

    private Case testCase(String name) throws IOException {
        Path yaml = dir.resolve(name + ".yaml");
        try (var in = FidelityLiveTest.class.getResourceAsStream("/cases/" + name + ".yaml")) {
            Files.copy(in, yaml);
        }
        return Cases.read(yaml);
    }
}
