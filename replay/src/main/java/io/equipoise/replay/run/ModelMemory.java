package io.equipoise.replay.run;

import io.equipoise.replay.model.memory.MemoryModel;
import io.equipoise.replay.model.memory.MemoryParameters;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.Sample;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The balloons of the model host, as libvirt shows them, and what its guests report of their memory: of the balloon that
 * they have by then, and of a need that is a tick old where the trace's own reports were.
 */
final class ModelMemory {
    private final Roster roster;
    private final ReplaySetup setup;
    private final MemoryModel model;
    private final @Nullable Long budget;
    private final ShownBalloons shown;
    private final MemoryColumns report;
    private final boolean late;
    private final int[] ids;
    private final long[] need;
    private final long[] least;
    private final long[] lists;
    private final long[] balloonsBefore;
    private final List<MemoryFacts> facts;
    private final boolean reporting;
    private int @Nullable [] lastIds;
    private @Nullable Stretch lastStretch;
    private int lastTick;

    ModelMemory(Survey survey, ReplaySetup setup, @Nullable Long budget) {
        this.roster = survey.roster();
        this.facts = survey.memory();
        this.reporting = facts.stream().anyMatch(MemoryFacts::reports);
        this.setup = setup;
        this.budget = budget;
        int n = roster.domainCount();
        model = new MemoryModel(MemoryParameters.DEFAULT, n, budget);
        shown = new ShownBalloons(n);
        report = new MemoryColumns(n);
        late = survey.isReportLate();
        lists = new long[n];
        balloonsBefore = new long[n];
        ids = new int[n];
        need = new long[n];
        least = new long[n];
        long wanted =
                survey.first().domains().stream().mapToLong(this::startKiB).sum();
        if (budget != null && wanted > budget) {
            throw new InputException("memory budget of " + budget / 1024 + " MiB: the guests of " + survey.name()
                    + " start with " + wanted / 1024 + " MiB together; name a larger budget");
        }
    }

    private long startKiB(DomainSample domain) {
        Long most = domain.maximumKiB();
        Long start = setup.balloonKiB();
        if (start == null || (most == null && start == ReplaySetup.AT_MAXIMUM)) {
            return heldKiB(domain);
        }
        return most == null ? start : Math.min(most, start);
    }

    /** What a recorded domain held; its maximum where its balloon is unknown. */
    static long heldKiB(DomainSample domain) {
        MemorySample memory = domain.memory();
        if (memory != null && memory.currentKiB() != null) {
            return memory.currentKiB();
        }
        return domain.maximumKiB() == null ? 0 : domain.maximumKiB();
    }

    /** Moves a balloon in the intervals to come; the answer is libvirt's. A guest without driver never moves. */
    String balloon(String uuid, long kib) {
        int guest = roster.domain(uuid);
        if (guest < 0 || !model.runs(guest)) {
            return "Domain not found: no running domain with matching uuid '" + uuid + "'";
        }
        if (kib > model.maximumKiB(guest)) {
            return "invalid argument: cannot set memory higher than max memory";
        }
        if (facts.get(guest).reports()) {
            model.target(guest, kib);
        }
        return "ok";
    }

    /** Lives through interval {@code t} of a stretch, which took so many ns, or, at the first tick of the trace, starts. */
    void advance(Stretch stretch, int t, long elapsed) {
        Sample now = stretch.samples().get(t);
        if (lastIds != stretch.ids()[t]) {
            startAndStop(stretch, t);
            lastIds = stretch.ids()[t];
        } else if (!reporting) {
            // Balloons stay and nobody shows a need: nothing changes before a guest starts or stops.
            return;
        }
        move(now.monotonicNanos(), elapsed);
        if (late && lastStretch != null) {
            look(lastStretch, lastTick);
        }
        for (int g = 0; g < ids.length; g++) {
            need[g] = stretch.memory().get(g).needKiB(t);
            least[g] = stretch.memory().get(g).leastKiB();
            lists[g] = stretch.memory().get(g).listsKiB(t);
        }
        model.live(now.tick(), need, least, lists);
        for (int g = 0; g < ids.length; g++) {
            if (facts.get(g).reports() && model.runs(g) && (!late || !report.isKnown(g))) {
                look(g, stretch.memory().get(g), t, now);
            }
        }
        lastStretch = stretch;
        lastTick = t;
    }

    private void move(long nanos, long elapsed) {
        for (int g = 0; g < ids.length; g++) {
            balloonsBefore[g] = model.runs(g) ? model.balloonKiB(g) : 0;
        }
        model.move(elapsed / 1e9);
        for (int g = 0; g < ids.length; g++) {
            if (model.runs(g)) {
                shown.move(g, nanos - elapsed, nanos, balloonsBefore[g], model.balloonKiB(g));
            }
        }
    }

    /** Guests that reported before report what they see now: a need that is a tick old. */
    private void look(Stretch stretch, int t) {
        for (int g = 0; g < ids.length; g++) {
            if (model.runs(g) && report.isKnown(g)) {
                look(g, stretch.memory().get(g), t, stretch.samples().get(t));
            }
        }
    }

    private void startAndStop(Stretch stretch, int t) {
        for (int g = 0; g < ids.length; g++) {
            if (model.runs(g) && stretch.ids()[t][g] != ids[g]) {
                model.stop(g);
                report.forget(g);
            }
        }
        List<DomainSample> domains = stretch.samples().get(t).domains();
        for (int k = 0; k < domains.size(); k++) {
            DomainSample domain = domains.get(k);
            int g = stretch.order()[t][k];
            if (!model.runs(g)) {
                long most = domain.maximumKiB() == null ? Long.MAX_VALUE : domain.maximumKiB();
                model.start(g, domain.name(), startKiB(domain), most);
                PageLists lists = facts.get(g).lists();
                model.lists(g, lists.foundKiB(), lists.areTold());
                shown.start(g, model.balloonKiB(g));
                ids[g] = domain.id();
            }
        }
    }

    /** What the guest sees of itself now, and reports. */
    private void look(int g, MemoryDemand demand, int t, Sample now) {
        long usable = model.usableKiB(g);
        long caches = Math.min(demand.reclaimableKiB(t), Math.max(0, usable));
        report.set(
                g,
                Math.max(0, model.balloonKiB(g) - demand.kernelKiB(t)),
                Math.max(0, usable),
                usable + demand.watermarkKiB() - caches,
                Math.max(0, demand.cachesKiB(t) - (demand.reclaimableKiB(t) - caches)),
                model.swapInKiB(g),
                model.swapOutKiB(g),
                demand.majorFaults(t) + model.majorFaults(g),
                demand.minorFaults(t),
                now.utcMicros());
    }

    /** A domain's memory as seen at this tick: its balloon as libvirt shows it and the guest's last report. */
    @Nullable
    MemorySample sample(int guest, DomainSample domain) {
        if (report.isKnown(guest)) {
            return report.sample(guest, shown.kib(guest));
        }
        return domain.memory() == null
                ? null
                : new MemorySample(shown.kib(guest), null, null, null, null, null, null, null, null, null, 0L, null);
    }

    /** The host's memory: free is what the budget leaves beside the balloons as they are shown. */
    HostSample host(HostSample seen) {
        if (budget == null) {
            return new HostSample(seen.totalKiB(), null, seen.cachedKiB());
        }
        long free = budget;
        for (int g = 0; g < ids.length; g++) {
            free -= model.runs(g) ? shown.kib(g) : 0;
        }
        return new HostSample(seen.totalKiB(), free, seen.cachedKiB());
    }
}
