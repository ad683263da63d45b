package io.equipoise.replay.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.coordinator.policy.PolicyCatalogue;
import io.equipoise.replay.grade.Verdict;
import io.equipoise.replay.score.Metric;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.TraceHeader;
import io.equipoise.traces.parquet.ParquetTraces;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatorTest {
    @TempDir
    Path folder;

    @Test
    void everyPolicyOfTheCasesKindIsReplayedOnItsHostGradedAndScored() {
        TraceSource source = written("cpu-1", RecordedCase.cpu("cpu-1"), null);

        List<EvaluationRow> rows =
                evaluate("none,round-robin,fixed-step", source).rows();

        assertThat(rows).extracting(EvaluationRow::policy).containsExactly("none", "round-robin");
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.source()).isEqualTo("cpu-1");
            assertThat(row.testCase().name()).isEqualTo("cpu-1");
            assertThat(row.trace().header().host().pcpus()).isEqualTo(4);
            assertThat(row.scores()).isNotEmpty();
        });
        assertThat(rows).extracting(row -> row.grade().verdict()).containsExactly(Verdict.FAIL, Verdict.PASS);
    }

    @Test
    void rowsComeInOrderOfTraceWhateverThreadIsFirst() {
        List<TraceSource> sources = new ArrayList<>();
        for (String name : List.of("a", "b", "c", "d")) {
            sources.add(written(name, RecordedCase.cpu("cpu-2"), null));
        }

        assertThat(evaluate("lpt,none", sources.toArray(TraceSource[]::new)).rows())
                .extracting(row -> row.source() + " " + row.policy())
                .containsExactly("a lpt", "a none", "b lpt", "b none", "c lpt", "c none", "d lpt", "d none");
    }

    @Test
    void outsideCasesPoliciesOfBothKindsAreReplayedAsRecorded() {
        TraceSource source = written("mine", RecordedCase.memory(null), null);

        List<EvaluationRow> rows = evaluate("none", source).rows();

        assertThat(rows).extracting(EvaluationRow::source).containsExactly("mine (cpu)", "mine (memory)");
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.testCase()).isNull();
            assertThat(row.grade()).isNull();
            assertThat(row.trace().header().host().pcpus()).isEqualTo(2);
        });
    }

    @Test
    void outsideCasesScoresThatRestOnAnUncertainDemandAreIntervals() {
        EvaluationRow row = evaluate("none", written("mine", RecordedCase.waiting(), null))
                .rows()
                .get(0);

        Metric waited = row.scores().get("time waited");
        assertThat(waited.isInterval()).isTrue();
        assertThat(waited.value()).isBetween(waited.low(), waited.high());
        assertThat(row.scores().get("affinity changes").isInterval()).isFalse();
    }

    @Test
    void whereNobodyWaitsAndInCasesScoresAreNumbers() {
        List<EvaluationRow> rows = new ArrayList<>(evaluate(
                        "none",
                        written("cpu-1", RecordedCase.cpu("cpu-1"), null),
                        written("mine", RecordedCase.cpu(null), null))
                .rows());

        assertThat(rows)
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.scores().values()).noneMatch(Metric::isInterval));
    }

    @Test
    void theModelIsHeldAgainstItsRecordingAndThePredictedTrace() {
        TraceSource none = written("memory-1", RecordedCase.memory("memory-1"), null);
        TraceSource source = written("memory-1-maximum", RecordedCase.memory("memory-1"), none.argument());

        List<ModelError> errors = evaluate("none", source).modelErrors();

        assertThat(errors)
                .hasSize(2)
                .allSatisfy(error -> assertThat(error.source()).isEqualTo("memory-1-maximum"));
        assertThat(errors.get(0).errors()).anyMatch(line -> line.matches("unused: off by .* MiB on average.*"));
        assertThat(errors.get(1).what()).startsWith("Prediction");
        assertThat(errors.get(1).errors()).anyMatch(line -> line.matches("balloon: off by 15[0-9.]+ MiB on average.*"));
    }

    @Test
    void policiesOfAnotherKindOnlyAreAnError() {
        TraceSource source = written("cpu-1", RecordedCase.cpu("cpu-1"), null);

        assertThatThrownBy(() -> evaluate("fixed-step", source))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("none of the policies");
    }

    @Test
    void whatCannotBeReadIsAnErrorOfTheInput() {
        TraceSource missing = new TraceSource("x", folder.resolve("x").toString(), null);

        assertThatThrownBy(() -> evaluate("none", missing)).isInstanceOf(InputException.class);
    }

    @Test
    void tracesAsTheyAreKeepTheirPolicyAndHost() {
        TraceSource none = written("a", RecordedCase.cpu("cpu-1"), null);
        TraceSource free = written("b", RecordedCase.cpu(null), null);

        Evaluation shown = Evaluator.asTheyAre(List.of(none, free));
        List<EvaluationRow> rows = shown.rows();

        assertThat(rows).extracting(EvaluationRow::policy).containsExactly("none", "none");
        assertThat(rows.get(0).grade().verdict()).isEqualTo(Verdict.FAIL);
        assertThat(rows.get(0).trace().header().host().pcpus()).isEqualTo(2);
        assertThat(rows.get(1).grade()).isNull();
        assertThat(shown.modelErrors()).extracting(ModelError::source).containsExactly("a", "b");
    }

    private static Evaluation evaluate(String policies, TraceSource... sources) {
        return Evaluator.evaluate(
                List.of(sources),
                PolicyChoice.named(PolicyCatalogue.shipped(), List.of(policies.split(","))),
                Progress.SILENT);
    }

    private TraceSource written(String name, MemoryTrace trace, String reference) {
        ParquetTraces.write(folder.resolve(name), trace);
        return new TraceSource(name, folder.resolve(name).toString(), reference);
    }

    @Test
    void thePredictionIsHeldAgainstItsTraceOnTheCasesOwnHost() {
        TraceSource none = written("memory-1", RecordedCase.memory("memory-1"), null);
        TraceSource source = written("memory-1-maximum", RecordedCase.memory("memory-1"), none.argument());

        List<ModelError> given =
                evaluate("none", source.on(new GivenHost(9, 9L << 20))).modelErrors();

        assertThat(given).isEqualTo(evaluate("none", source).modelErrors());
        assertThat(given.get(1).scores().bounds()).isNotEmpty();
    }

    @Test
    void modelErrorsOfATraceOfBothKindsAreCalledAsItIs() {
        TraceSource both = written("mine", RecordedCase.memory(null), null);

        assertThat(Evaluator.asTheyAre(List.of(both)).modelErrors())
                .hasSize(2)
                .allSatisfy(error -> assertThat(error.source()).isEqualTo("mine"));
    }

    @Test
    void aTraceWhoseGuestsHoldMoreThanItsBudgetIsShownWithoutModelErrors() {
        MemoryTrace whole = RecordedCase.memory(null);
        TraceHeader header = whole.header();
        TraceHeader poor = new TraceHeader(
                header.source(),
                header.created(),
                header.host(),
                header.intervalMillis(),
                header.kernel(),
                header.libvirt(),
                header.accelerator(),
                header.caseName(),
                header.policy(),
                1L << 20,
                header.calibration(),
                header.note());
        TraceSource source = written(
                "poor", new MemoryTrace(poor, whole.samples(), whole.events(), whole.loads(), whole.decisions()), null);

        Evaluation shown = Evaluator.asTheyAre(List.of(source));

        assertThat(shown.rows()).hasSize(1);
        assertThat(shown.modelErrors()).isEmpty();
    }
}
