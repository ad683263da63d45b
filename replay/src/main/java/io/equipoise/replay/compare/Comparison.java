package io.equipoise.replay.compare;

import io.equipoise.replay.cases.Case;
import io.equipoise.replay.grade.Finding;
import io.equipoise.replay.grade.Verdict;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two traces of the same guests side by side.
 *
 * @param differences from the load's onset on, tick by tick
 * @param ticks how many both have since then
 * @param notes why something is not compared
 */
public record Comparison(Outcome a, Outcome b, Differences differences, int ticks, List<String> notes) {
    public Comparison {
        notes = List.copyOf(notes);
    }

    /**
     * Compares two traces; what keeps them from being compared is an {@code InputException}.
     *
     * @param testCase by which both are graded; null where no case is known
     */
    public static Comparison of(String nameA, Trace a, String nameB, Trace b, @Nullable Case testCase) {
        TracePair pair = TracePair.sinceOnset(nameA, a, nameB, b);
        return new Comparison(
                Outcome.of(nameA, pair.a(), testCase),
                Outcome.of(nameB, pair.b(), testCase),
                Differences.of(pair),
                pair.ticks().size(),
                notes(nameA, pair.a(), nameB, pair.b()));
    }

    /** Whether both were graded alike, check by check; true where they were not graded. */
    public boolean sameVerdicts() {
        return changedVerdicts().isEmpty();
    }

    /** The checks whose verdicts differ, as {@code balanced: pass, fail}, in order; empty outside cases. */
    public List<String> changedVerdicts() {
        if (a.grade() == null || b.grade() == null) {
            return List.of();
        }
        Map<String, Verdict> others = new LinkedHashMap<>();
        b.grade().findings().forEach(finding -> others.put(finding.name(), finding.verdict()));
        List<String> changed = new ArrayList<>();
        for (Finding finding : a.grade().findings()) {
            Verdict other = others.get(finding.name());
            if (other != finding.verdict()) {
                changed.add(finding.name() + ": " + finding.verdict().text() + ", "
                        + (other == null ? "not judged" : other.text()));
            }
        }
        return changed;
    }

    private static List<String> notes(String nameA, MemoryTrace a, String nameB, MemoryTrace b) {
        List<String> notes = new ArrayList<>();
        int pcpusA = a.header().host().pcpus();
        int pcpusB = b.header().host().pcpus();
        if (pcpusA != pcpusB) {
            notes.add("pCPUs are not compared: " + nameA + " has " + pcpusA + ", " + nameB + " has " + pcpusB);
        }
        return notes;
    }
}
