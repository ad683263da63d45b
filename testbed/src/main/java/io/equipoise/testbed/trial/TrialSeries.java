package io.equipoise.testbed.trial;

import io.equipoise.recorder.libvirt.LibvirtFault;
import io.equipoise.replay.cases.Case;
import io.equipoise.replay.evaluate.EvaluationRow;
import io.equipoise.replay.evaluate.PolicyChoice;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.parquet.ParquetTraces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Many cases under several who act, each so many times, into one folder. What is over there already is not done again. All
 * are tried once before any is tried a second time, so that what changes on the host meets all of them.
 */
public final class TrialSeries {
    /** How often each is played unless asked otherwise. */
    public static final int TIMES = 3;

    /** After so many failures in a row the testbed is at fault, and going on would change nothing. */
    private static final int FAILURES = 3;

    private static final double SECONDS_PER_MINUTE = 60;

    private final TrialFolder folder;
    private final List<Pair> pairs;
    private final int times;
    private final QuietCheck quiet;
    private volatile @Nullable Trial current;
    private volatile boolean stopped;

    /** A case and who acts in it. */
    public record Pair(Case testCase, Acting acting) {
        public Pair {
            acting.requireFor(testCase);
        }
    }

    /** Every case with the policies of its kind; an {@link InputException} when there is none. */
    public static List<Pair> pairs(List<Case> cases, PolicyChoice choice) {
        List<Pair> pairs = new ArrayList<>();
        for (Case testCase : cases) {
            choice.of(testCase.kind()).forEach(policy -> pairs.add(new Pair(testCase, new Acting.OfPolicy(policy))));
        }
        if (pairs.isEmpty()) {
            throw new InputException("none of the policies is of the kind of these cases");
        }
        return pairs;
    }

    /** @param pairs best in an order in which those with guests of one shape stand together */
    public TrialSeries(TrialFolder folder, List<Pair> pairs, int times) {
        this(folder, pairs, times, QuietCheck.STANDARD);
    }

    /** The same with a check of its own for a quiet host. */
    public TrialSeries(TrialFolder folder, List<Pair> pairs, int times, QuietCheck quiet) {
        if (times < 1) {
            throw new InputException("each is played at least once, not " + times + " times");
        }
        Map<Path, Pair> places = new HashMap<>();
        for (Pair pair : pairs) {
            Path place = folder.trace(pair.testCase().name(), pair.acting().name(), 1);
            if (places.put(place, pair) != null) {
                throw new InputException(place.getParent() + " would hold the trials of two policies called alike");
            }
        }
        this.folder = folder;
        this.pairs = List.copyOf(pairs);
        this.times = times;
        this.quiet = quiet;
    }

    /** The trials that are not over yet. */
    public int left() {
        return trials().size();
    }

    /** Does what is not over yet; a trial that fails is said and left for another time. */
    public void run(TrialGuests guests) throws IOException {
        List<One> trials = trials();
        long seconds = trials.stream()
                .mapToLong(one -> new LoadSchedule(one.pair().testCase()).ticks())
                .sum();
        guests.say(trials.size() + " trials, which play for " + Math.round(seconds / SECONDS_PER_MINUTE) + " minutes");
        int failures = 0;
        for (int i = 0; i < trials.size() && !stopped; i++) {
            One one = trials.get(i);
            guests.say("trial " + (i + 1) + " of " + trials.size() + ": " + one.text());
            try {
                play(guests, one);
                failures = 0;
            } catch (IOException | UncheckedIOException | InputException | LibvirtFault e) {
                guests.discard();
                guests.say(one.text() + " failed: " + e.getMessage());
                if (++failures == FAILURES) {
                    throw new IOException("given up after " + FAILURES + " failed trials in a row, the last: "
                            + e.getMessage() + "; what is over stays, the same command goes on from there");
                }
            }
        }
    }

    /** Ends the trial that is under way, which is not over then, and the series; from any thread. */
    public void stop() {
        stopped = true;
        Trial trial = current;
        if (trial != null) {
            trial.stop();
        }
    }

    /** Graded and scored, all that is over, in order of case, of who acts, and of try. */
    public List<EvaluationRow> results() {
        List<EvaluationRow> rows = new ArrayList<>();
        for (Pair pair : pairs) {
            String name = pair.acting().name();
            for (int attempt = 1; attempt <= times; attempt++) {
                if (folder.has(pair.testCase().name(), name, attempt)) {
                    Path trace = folder.trace(pair.testCase().name(), name, attempt);
                    rows.add(EvaluationRow.graded(
                            name,
                            pair.acting().bound(),
                            pair.testCase(),
                            name + " " + attempt,
                            MemoryTrace.copyOf(ParquetTraces.open(trace))));
                }
            }
        }
        return rows;
    }

    private record One(Pair pair, int attempt) {
        String text() {
            return pair.testCase().name() + " under " + pair.acting().name() + ", try " + attempt;
        }
    }

    private List<One> trials() {
        List<One> trials = new ArrayList<>();
        for (int attempt = 1; attempt <= times; attempt++) {
            for (Pair pair : pairs) {
                if (!folder.has(pair.testCase().name(), pair.acting().name(), attempt)) {
                    trials.add(new One(pair, attempt));
                }
            }
        }
        return trials;
    }

    private void play(TrialGuests guests, One one) throws IOException {
        String caseName = one.pair().testCase().name();
        String name = one.pair().acting().name();
        Trial trial = new Trial(guests, one.pair().testCase(), one.pair().acting(), quiet);
        current = trial;
        if (stopped) {
            return;
        }
        if (trial.run(folder.begin(caseName, name, one.attempt()))) {
            folder.finish(caseName, name, one.attempt());
        }
    }
}
