package io.equipoise.replay.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.policy.Policies;
import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.evaluate.GivenHost;
import io.equipoise.replay.grade.Verdict;
import io.equipoise.replay.score.Better;
import io.equipoise.replay.score.Metric;
import io.equipoise.replay.score.Noise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StandingsTest {
    private final List<SweepRow> rows = new ArrayList<>();
    private final Map<String, Noise> errors = new LinkedHashMap<>();

    @Test
    void bestPassesMostThenIsWithinAGrainOfTheLeastHarmThenHasTheBestPrice() {
        add("t", "headroom:margin=10", Verdict.FAIL, 0.0, 3000.0);
        add("t", "headroom:margin=20", Verdict.PASS, 1.0, 2500.0);
        add("t", "headroom:margin=30", Verdict.PASS, 0.4, 2000.0);
        add("t", "headroom:margin=40", Verdict.PASS, 0.0, 1900.0);

        assertThat(standings().best().orElseThrow().policy().name()).isEqualTo("headroom:margin=30");
    }

    @Test
    void harmThatDiffersByLessThanTheModelErrsOnAverageMakesNoDifference() {
        for (String trace : List.of("a", "b")) {
            add(trace, "headroom:margin=20", Verdict.PASS, 5.0, 2500.0);
            add(trace, "headroom:margin=30", Verdict.PASS, 3.0, 2000.0);
            add(trace, "headroom:margin=40", Verdict.PASS, 0.0, 1900.0);
        }
        errors.put("a", new Noise(Map.of("floor violations", 8.0)));

        assertThat(standings().grain()).isEqualTo(4);
        assertThat(standings().best().orElseThrow().policy().name()).isEqualTo("headroom:margin=30");
    }

    @Test
    void ofEqualsTheOneNearestTheStandardSettingsIsBestAndNamedFirst() {
        add("t", "headroom:margin=10:ahead=8", Verdict.PASS, 0.0, 1000.0);
        add("t", "headroom:margin=40:ahead=8", Verdict.PASS, 0.0, 1000.0);
        add("t", "headroom:margin=50:ahead=9", Verdict.PASS, 0.0, 1000.0);

        assertThat(standings().best().orElseThrow().policy().name()).isEqualTo("headroom:margin=40:ahead=8");
        assertThat(standings().front(Tradeoff.HARM_AND_FREE).get(0))
                .extracting(standing -> standing.policy().name())
                .containsExactly(
                        "headroom:margin=40:ahead=8", "headroom:margin=10:ahead=8", "headroom:margin=50:ahead=9");
    }

    @Test
    void ofEachPolicyTheBestStandsAndBoundsStandLastHoweverGood() {
        add("t", "maximum", Verdict.PASS, 0.0, 5000.0);
        add("t", "fixed-step:step=32", Verdict.FAIL, 9.0, 1000.0);
        add("t", "fixed-step:step=64", Verdict.FAIL, 5.0, 1000.0);
        add("t", "headroom", Verdict.PASS, 0.0, 100.0);

        assertThat(standings().bestOfEach())
                .extracting(standing -> standing.policy().name())
                .containsExactly("headroom", "fixed-step:step=64", "maximum");
        assertThat(standings().best().orElseThrow().policy().name()).isEqualTo("headroom");
    }

    @Test
    void frontHoldsWhatNothingElseBettersAndPutsEqualsTogether() {
        add("t", "headroom:margin=0", null, 50.0, 2000.0);
        add("t", "headroom:margin=20", null, 10.0, 1500.0);
        add("t", "headroom:margin=25", null, 10.0, 1500.0);
        add("t", "headroom:margin=30", null, 11.0, 1400.0);
        add("t", "headroom:margin=40", null, 0.0, 1000.0);
        add("t", "maximum", null, 0.0, 3000.0);

        assertThat(standings().front(Tradeoff.HARM_AND_FREE))
                .extracting(place ->
                        place.stream().map(standing -> standing.policy().name()).toList())
                .containsExactly(
                        List.of("headroom:margin=40"),
                        List.of("headroom:margin=20", "headroom:margin=25"),
                        List.of("headroom:margin=0"));
    }

    @Test
    void scoreThatOnePointLacksOnATraceIsComparedOnTheOtherTracesOnly() {
        add("a", "headroom:margin=0", null, 100.0, 1.0);
        add("a", "headroom:margin=40", null, null, 1.0);
        add("b", "headroom:margin=0", null, 4.0, 1.0);
        add("b", "headroom:margin=40", null, 2.0, 1.0);

        assertThat(standings().all())
                .extracting(standing -> standing.mean("floor violations"))
                .containsExactly(4.0, 2.0);
        assertThat(standings().traces("floor violations")).isEqualTo(1);
        assertThat(standings().traces()).isEqualTo(2);
    }

    @Test
    void sensitivityIsTheMeanOverTheOtherSettingsForEachTrace() {
        for (double margin : new double[] {0, 40}) {
            for (double ahead : new double[] {4, 8}) {
                String policy = "headroom:margin=%.0f:ahead=%.0f".formatted(margin, ahead);
                add("a", policy, null, margin + ahead, 1.0);
                add("b", policy, null, 10 * margin, 1.0);
            }
        }

        List<Sensitivity> found = Sensitivity.of(result(), PolicyKind.MEMORY, List.of("floor violations"));

        assertThat(found).extracting(each -> each.setting().name()).containsExactly("margin", "ahead");
        assertThat(found.get(0).means())
                .isEqualTo(Map.of("a", Map.of(0.0, 6.0, 40.0, 46.0), "b", Map.of(0.0, 0.0, 40.0, 400.0)));
        assertThat(found.get(1).means())
                .isEqualTo(Map.of("a", Map.of(4.0, 24.0, 8.0, 28.0), "b", Map.of(4.0, 200.0, 8.0, 200.0)));
    }

    private void add(String trace, String policy, @Nullable Verdict verdict, @Nullable Double harm, Double free) {
        PolicyFactory named = Policies.named(PolicyKind.MEMORY, policy);
        Map<String, Metric> scores = new LinkedHashMap<>();
        scores.put("floor violations", new Metric("guest-ticks", harm, Better.LOWER));
        scores.put("mean free", new Metric("MiB", free, Better.HIGHER));
        rows.add(new SweepRow(trace, null, named, new SweepOutcome(verdict, List.of(), 0, scores)));
    }

    private Standings standings() {
        return Standings.of(result(), PolicyKind.MEMORY);
    }

    private SweepResult result() {
        return new SweepResult(GivenHost.NONE, rows, errors, 0);
    }
}
