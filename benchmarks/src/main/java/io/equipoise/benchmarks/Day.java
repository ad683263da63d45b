package io.equipoise.benchmarks;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.Trace;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.format.TraceFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What each VM of a fleet ran in every five minutes of a day, as shares of one vCPU.
 *
 * @param origin where it comes from: a recording, or made
 * @param shares by interval, then by VM
 */
record Day(String origin, double[][] shares) {
    static final int VMS = 1052;
    static final int INTERVALS = 288;
    private static final double MEAN = 0.12;
    private static final double KEPT = 0.9;

    /** The PlanetLab day of a folder, or, where none is named, one that is made. */
    static Day of(String folder) {
        return folder.isEmpty() ? made() : recorded(folder);
    }

    /** A day of the same shape as PlanetLab's, always the same one: most VMs idle, some busy, usage that lasts. */
    private static Day made() {
        SplittableRandom random = new SplittableRandom(20_110_303);
        double[][] shares = new double[INTERVALS][VMS];
        for (int vm = 0; vm < VMS; vm++) {
            double usual = -Math.log(1 - random.nextDouble()) * MEAN;
            double now = usual;
            for (int t = 0; t < INTERVALS; t++) {
                double next = usual * 2 * random.nextDouble();
                now = KEPT * now + (1 - KEPT) * next;
                shares[t][vm] = Math.min(1, now);
            }
        }
        return new Day("a made day, no recording", shares);
    }

    private static Day recorded(String folder) {
        Trace trace = TraceFormat.open("planetlab:" + folder);
        Map<String, Integer> numbers = new HashMap<>();
        Map<String, Long> before = new HashMap<>();
        List<double[]> shares = new ArrayList<>();
        double nanos = trace.header().intervalMillis() * 1e6;
        for (Sample sample : trace.samples()) {
            double[] row = new double[VMS];
            for (DomainSample domain : sample.domains()) {
                int number = numbers.computeIfAbsent(domain.uuid(), uuid -> numbers.size());
                VcpuSample vcpu = domain.vcpus().get(0);
                Long ran = vcpu.timeNanos();
                Long last = ran == null ? null : before.put(domain.uuid(), ran);
                if (number < VMS && ran != null && last != null) {
                    row[number] = Math.max(0, Math.min(1, (ran - last) / nanos));
                }
            }
            shares.add(row);
        }
        return new Day("PlanetLab's " + folder, shares.subList(1, shares.size()).toArray(double[][]::new));
    }

    int vms() {
        return shares[0].length;
    }

    /** The same VMs several times side by side. */
    Day times(int copies) {
        double[][] many = new double[shares.length][];
        for (int t = 0; t < many.length; t++) {
            many[t] = new double[vms() * copies];
            for (int copy = 0; copy < copies; copy++) {
                System.arraycopy(shares[t], 0, many[t], copy * vms(), vms());
            }
        }
        return new Day(origin, many);
    }

    /** The first intervals of it. */
    Day first(int intervals) {
        return new Day(origin, Arrays.copyOf(shares, intervals));
    }
}
