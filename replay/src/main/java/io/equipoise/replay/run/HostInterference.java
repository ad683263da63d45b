package io.equipoise.replay.run;

import io.equipoise.replay.model.cpu.CpuModel;
import io.equipoise.traces.CpuSet;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What of a host's own load kept the guests from running. Load of low priority fills what guests leave idle and yields to
 * them; as a competitor that is served first it would slow them far more than was recorded. The part that does is the one with
 * which the model lets the guests of the recorded host run as much as they ran.
 */
final class HostInterference {
    /** Less host load per pCPU is not worth telling apart. */
    private static final double LITTLE = 0.01;

    /** Halvings: the part is found to a hundredth. */
    private static final int STEPS = 7;

    private final CpuModel model;
    private final double[] weight;
    private final double[] scaled;

    HostInterference(int pcpus, int vcpus) {
        model = new CpuModel(pcpus, vcpus);
        weight = new double[vcpus];
        scaled = new double[pcpus];
        Arrays.fill(weight, 1);
    }

    /** Whether there is enough host load, of each pCPU, to tell its parts apart. */
    static boolean matters(double[] hostLoad) {
        return hostLoad.length > 0 && Arrays.stream(hostLoad).sum() >= LITTLE * hostLoad.length;
    }

    /**
     * The part, 0 to 1, of the host load that the guests had to wait for.
     *
     * @param affinity of each vCPU; null where it does not run
     * @param demand of each vCPU, uncontended
     * @param ran what all vCPUs ran together, in pCPUs
     * @param hostLoad of each pCPU
     */
    double part(@Nullable CpuSet[] affinity, double[] demand, double ran, double[] hostLoad) {
        for (int v = 0; v < affinity.length; v++) {
            model.place(v, affinity[v]);
        }
        if (ran(demand, hostLoad, 1) >= ran) {
            return 1;
        }
        double least = 0;
        double most = 1;
        for (int i = 0; i < STEPS; i++) {
            double middle = (least + most) / 2;
            if (ran(demand, hostLoad, middle) < ran) {
                most = middle;
            } else {
                least = middle;
            }
        }
        return least;
    }

    /**
     * Leaves of the host load of each pCPU what competes with guests: the part of it where guests might run, and where none might,
     * which tells nothing, no more than on the average of those.
     */
    static void compete(@Nullable CpuSet[] affinity, double part, double[] hostLoad) {
        boolean[] seen = new boolean[hostLoad.length];
        for (CpuSet set : affinity) {
            if (set != null) {
                set.stream().forEach(pcpu -> seen[pcpu] = true);
            }
        }
        double sum = 0;
        int count = 0;
        for (int p = 0; p < hostLoad.length; p++) {
            if (seen[p]) {
                hostLoad[p] *= part;
                sum += hostLoad[p];
                count++;
            }
        }
        for (int p = 0; p < hostLoad.length && count > 0; p++) {
            hostLoad[p] = seen[p] ? hostLoad[p] : Math.min(hostLoad[p], sum / count);
        }
    }

    private double ran(double[] demand, double[] hostLoad, double part) {
        for (int p = 0; p < scaled.length; p++) {
            scaled[p] = part * hostLoad[p];
        }
        model.solve(demand, weight, scaled);
        double sum = 0;
        for (int v = 0; v < demand.length; v++) {
            sum += model.run(v);
        }
        return sum;
    }
}
