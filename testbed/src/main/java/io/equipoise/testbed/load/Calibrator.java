package io.equipoise.testbed.load;

import io.equipoise.testbed.Await;
import io.equipoise.testbed.Guest;
import io.equipoise.testbed.Testbed;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Finds the load that has a wanted demand, on one guest alone on a pCPU. */
final class Calibrator {

    /** Length of a piece of work, ms: a cycle of tens of ms, so that each tick holds many. */
    private static final double WORK_MILLIS = 8;

    private static final CpuLoad FIRST = new CpuLoad(300, 20, false);
    private static final double TOLERANCE = 0.004;

    /** On a host that never comes to rest the nearest load found is good enough, if it is as near as this. */
    private static final double RESTLESS_TOLERANCE = 0.05;

    private static final int MOST_ROUNDS = 5;
    private static final int WINDOWS = 5;
    private static final Duration SETTLE = Duration.ofSeconds(1);
    private static final Duration WINDOW = Duration.ofSeconds(2);

    private final Guest guest;
    private final VcpuClock clock;
    private final Consumer<String> progress;

    private Calibrator(Guest guest, VcpuClock clock, Consumer<String> progress) {
        this.guest = guest;
        this.clock = clock;
        this.progress = progress;
    }

    /** Calibrates on this guest, which the caller has put alone on one pCPU; the others must be idle. */
    static Calibrator on(Testbed testbed, Guest guest, Consumer<String> progress) throws IOException {
        return new Calibrator(guest, new VcpuClock(testbed.vcpuThreads(guest).get(0)), progress);
    }

    /** @throws IOException if no load comes near the target: the host is too restless */
    CalibratedLoad calibrate(Target target) throws IOException {
        List<Double> costs = new ArrayList<>(costs(FIRST, measure(FIRST)));
        List<CalibratedLoad> tried = new ArrayList<>();
        do {
            CpuLoad load = loadFor(target, median(costs));
            List<VcpuClock.Share> shares = measure(load);
            costs.addAll(costs(load, shares));
            CalibratedLoad found = new CalibratedLoad(
                    load,
                    median(shares.stream().map(VcpuClock.Share::demand).toList()),
                    median(shares.stream().map(VcpuClock.Share::waited).toList()));
            progress.accept("calibrating demand %s: '%s' has %.4f"
                    .formatted(target.demand(), load.command(), found.measured()));
            tried.add(found);
        } while (off(nearest(tried, target), target) > TOLERANCE && tried.size() < MOST_ROUNDS);
        guest.send("idle");
        CalibratedLoad nearest = nearest(tried, target);
        if (off(nearest, target) > RESTLESS_TOLERANCE) {
            throw new IOException("no load of demand " + target.demand() + " was found in " + MOST_ROUNDS
                    + " rounds; the host is too restless to calibrate on");
        }
        return nearest;
    }

    private static CalibratedLoad nearest(List<CalibratedLoad> tried, Target target) {
        return Collections.min(tried, Comparator.comparingDouble(load -> off(load, target)));
    }

    private static double off(CalibratedLoad load, Target target) {
        return Math.abs(load.measured() - target.demand());
    }

    /** The load that has this demand if a count costs that many ms. */
    static CpuLoad loadFor(Target target, double cost) {
        long cycle = Math.round(WORK_MILLIS / target.demand());
        long work = Math.max(1, Math.round(cycle * target.demand() / cost));
        return target.open()
                ? new CpuLoad(work, cycle, true)
                : new CpuLoad(work, Math.round(cycle * (1 - target.demand())), false);
    }

    /** Run time of one count, ms. */
    static double cost(CpuLoad load, double demand) {
        double work = load.open() ? load.millis() * demand : load.millis() * demand / (1 - demand);
        return work / load.work();
    }

    private static List<Double> costs(CpuLoad load, List<VcpuClock.Share> shares) {
        return shares.stream().map(share -> cost(load, share.demand())).toList();
    }

    private List<VcpuClock.Share> measure(CpuLoad load) throws IOException {
        guest.send(load.command());
        Await.pause(SETTLE);
        List<VcpuClock.Share> shares = new ArrayList<>();
        VcpuClock.Reading before = clock.read();
        for (int window = 0; window < WINDOWS; window++) {
            Await.pause(WINDOW);
            VcpuClock.Reading now = clock.read();
            shares.add(now.since(before, load.open()));
            before = now;
        }
        return shares;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
