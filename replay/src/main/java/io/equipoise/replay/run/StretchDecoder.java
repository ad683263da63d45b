package io.equipoise.replay.run;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Event;
import io.equipoise.traces.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Decodes a surveyed trace in one pass, stretch by stretch; it holds no more than one and the rows around its end. */
final class StretchDecoder implements Iterator<Stretch> {
    /** The rows that a window may reach back. */
    private static final int BACK = 16;

    private final Survey survey;
    private final int most;
    private final @Nullable DemandEnds ends;
    private final RowWindow rows;
    private final List<Event> censored = new ArrayList<>();
    private final CpuDecoder cpu;
    private final MemoryDecoder memory;
    private final Map<String, DomainSample> answered = new HashMap<>();
    private int next;

    /** @param most ticks of a stretch */
    StretchDecoder(Survey survey, int most) {
        this(survey, most, null);
    }

    /** @param ends takes the ends of each interval's demand, where they are wanted */
    StretchDecoder(Survey survey, int most, @Nullable DemandEnds ends) {
        this.survey = survey;
        this.ends = ends;
        this.most = most;
        this.rows = new RowWindow(survey.roster(), survey.trace().samples().iterator());
        this.cpu = new CpuDecoder(survey, rows, censored::add);
        this.memory = new MemoryDecoder(rows, survey, censored::add);
    }

    @Override
    public boolean hasNext() {
        return next < survey.ticks();
    }

    @Override
    public Stretch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int n = Math.min(most, survey.ticks() - next);
        Roster roster = survey.roster();
        List<Sample> samples = new ArrayList<>(n);
        List<List<DomainSample>> shown = new ArrayList<>(n);
        int[][] order = new int[n][];
        int[][] ids = new int[n][];
        long[][] shares = new long[n][];
        double[][] demand = new double[n][roster.vcpuCount()];
        double[][] hostLoad = new double[n][roster.pcpus().length];
        double[][] competing = new double[n][roster.pcpus().length];
        long[][][] needs = new long[roster.domainCount()][][];
        for (int g = 0; g < needs.length; g++) {
            needs[g] = new long[survey.memory().get(g).reports() ? n : 0][];
        }
        for (int i = 0; i < n; i++) {
            int t = next + i;
            Row row = rows.get(t);
            samples.add(row.sample);
            shown.add(shown(row.sample));
            order[i] = row.order;
            ids[i] = row.ids;
            shares[i] = row.shares;
            cpu.decode(t, demand[i], hostLoad[i], competing[i]);
            if (ends != null) {
                cpu.ends(ends.low(t), ends.high(t));
            }
            long[][] now = memory.decode(t);
            for (int g = 0; g < needs.length; g++) {
                if (needs[g].length > 0) {
                    needs[g][i] = now[g];
                }
            }
            rows.forget(t - BACK);
        }
        next += n;
        List<MemoryDemand> guests = IntStream.range(0, needs.length)
                .mapToObj(g -> new MemoryDemand(survey.memory().get(g), needs[g]))
                .toList();
        List<Event> events = List.copyOf(censored);
        censored.clear();
        boolean[] open = new boolean[roster.vcpuCount()];
        return new Stretch(samples, shown, order, ids, shares, demand, open, hostLoad, competing, guests, events);
    }

    /** A domain that did not answer looks as it did when it last answered. */
    private List<DomainSample> shown(Sample sample) {
        boolean silent = false;
        for (DomainSample domain : sample.domains()) {
            silent |= domain.missing() != null;
        }
        List<DomainSample> shown =
                silent ? sample.domains().stream().map(this::lastAnswer).toList() : sample.domains();
        shown.forEach(domain -> answered.put(domain.uuid(), domain));
        return shown;
    }

    private DomainSample lastAnswer(DomainSample now) {
        DomainSample before = answered.get(now.uuid());
        return now.missing() != null && before != null && before.id() == now.id() ? before : now;
    }
}
