package io.equipoise.replay.run;

import io.equipoise.replay.model.memory.MemoryModel;
import io.equipoise.replay.model.memory.MemoryParameters;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.Sample;
import org.jspecify.annotations.Nullable;

/** The balloons of the model host and what its guests report of their memory, a tick late. */
final class ModelMemory {
    private final RecordedDemand recorded;
    private final ReplaySetup setup;
    private final MemoryModel model;
    private final @Nullable Long budget;
    private final @Nullable MemorySample[] report;
    private final @Nullable MemorySample[] state;
    private final int[] ids;
    private final long[] need;
    private final long[] least;

    ModelMemory(RecordedDemand recorded, ReplaySetup setup, @Nullable Long budget) {
        this.recorded = recorded;
        this.setup = setup;
        this.budget = budget;
        int n = recorded.domains().size();
        model = new MemoryModel(MemoryParameters.DEFAULT, n, budget);
        report = new MemorySample[n];
        state = new MemorySample[n];
        ids = new int[n];
        need = new long[n];
        least = new long[n];
        long wanted = recorded.samples().get(0).domains().stream()
                .mapToLong(this::startKiB)
                .sum();
        if (budget != null && wanted > budget) {
            throw new InputException("memory budget of " + budget / 1024 + " MiB: the guests of " + recorded.name()
                    + " start with " + wanted / 1024 + " MiB together; name a larger budget");
        }
    }

    private long startKiB(DomainSample domain) {
        Long most = domain.maximumKiB();
        Long start = setup.balloonKiB();
        if (start == null) {
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
        int guest = recorded.domainNumber(uuid);
        if (guest < 0 || !model.runs(guest)) {
            return "Domain not found: no running domain with matching uuid '" + uuid + "'";
        }
        if (kib > model.maximumKiB(guest)) {
            return "invalid argument: cannot set memory higher than max memory";
        }
        if (recorded.memory(guest).reports()) {
            model.target(guest, kib);
        }
        return "ok";
    }

    /** Lives through interval {@code t}, or, at 0, starts. */
    void advance(int t) {
        Sample now = recorded.samples().get(t);
        for (int g = 0; g < ids.length; g++) {
            if (model.runs(g) && recorded.domainId(t, g) != ids[g]) {
                model.stop(g);
                state[g] = null;
            }
        }
        for (DomainSample domain : now.domains()) {
            int g = recorded.domainNumber(domain.uuid());
            if (!model.runs(g)) {
                long most = domain.maximumKiB() == null ? Long.MAX_VALUE : domain.maximumKiB();
                model.start(g, domain.name(), startKiB(domain), most);
                ids[g] = domain.id();
            }
        }
        for (int g = 0; g < ids.length; g++) {
            need[g] = recorded.memory(g).needKiB(t);
            least[g] = recorded.memory(g).leastKiB();
        }
        double seconds = t == 0
                ? 0
                : (now.monotonicNanos() - recorded.samples().get(t - 1).monotonicNanos()) / 1e9;
        model.step(now.tick(), seconds, need, least);
        for (int g = 0; g < ids.length; g++) {
            MemorySample then = state[g];
            state[g] = model.runs(g) && recorded.memory(g).reports() ? stateOf(g, t, now) : null;
            report[g] = then == null ? state[g] : then;
        }
    }

    /** What the guest sees of itself now, and will have reported by the next tick. */
    private MemorySample stateOf(int g, int t, Sample now) {
        MemoryDemand demand = recorded.memory(g);
        long usable = model.usableKiB(g);
        long caches = Math.min(demand.reclaimableKiB(t), usable);
        Long utc = now.utcMicros();
        return new MemorySample(
                model.balloonKiB(g),
                Math.max(0, model.balloonKiB(g) - demand.kernelKiB(t)),
                usable,
                usable + demand.watermarkKiB() - caches,
                Math.max(0, demand.cachesKiB(t) - (demand.reclaimableKiB(t) - caches)),
                model.swapInKiB(g),
                model.swapOutKiB(g),
                demand.majorFaults(t) + model.majorFaults(g),
                demand.minorFaults(t),
                null,
                utc == null ? null : utc / 1_000_000,
                null);
    }

    /** A domain's memory as seen at this tick: the balloon of now and the guest's last report. */
    @Nullable
    MemorySample sample(DomainSample domain) {
        int guest = recorded.domainNumber(domain.uuid());
        MemorySample last = report[guest];
        if (domain.memory() == null && last == null) {
            return null;
        }
        if (last == null) {
            return new MemorySample(
                    model.balloonKiB(guest), null, null, null, null, null, null, null, null, null, 0L, null);
        }
        return new MemorySample(
                model.balloonKiB(guest),
                last.availableKiB(),
                last.usableKiB(),
                last.unusedKiB(),
                last.diskCachesKiB(),
                last.swapInKiB(),
                last.swapOutKiB(),
                last.majorFaults(),
                last.minorFaults(),
                null,
                last.reportedAt(),
                null);
    }

    /** The host's memory: free is what the budget leaves. */
    HostSample host(HostSample seen) {
        return new HostSample(seen.totalKiB(), budget == null ? null : model.freeKiB(), seen.cachedKiB());
    }
}
