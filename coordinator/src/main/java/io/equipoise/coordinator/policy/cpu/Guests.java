package io.equipoise.coordinator.policy.cpu;

import java.util.Arrays;

/** The vCPUs of each guest, by their position among all: work shifts between them, and they should not share a pCPU. */
final class Guests {
    private static final int[] NOBODY = {};

    private final int vcpus;
    private final int[] begins;

    private Guests(Vcpus all) {
        vcpus = all.vcpus().size();
        int[] found = new int[vcpus + 1];
        int count = 0;
        for (int first = 0; first < vcpus; count++) {
            String guest = all.vcpus().get(first).id().domain();
            found[count] = first++;
            while (first < vcpus && all.vcpus().get(first).id().domain().equals(guest)) {
                first++;
            }
        }
        found[count] = vcpus;
        begins = Arrays.copyOf(found, count + 1);
    }

    /** The guests of these vCPUs, in their order. */
    static Guests of(Vcpus vcpus) {
        return new Guests(vcpus);
    }

    /**
     * What is to be placed: of a guest with several vCPUs only the sum of their demands holds, of which each gets an even
     * part; they are to be apart where each may run on as many pCPUs as there are of them.
     */
    PlacementProblem problem(double[] demand, double[] hostLoad, boolean[][] allowed) {
        return new PlacementProblem(evened(demand), hostLoad, allowed, siblings(allowed));
    }

    /** The demands with each guest's spread evenly over its vCPUs. */
    double[] evened(double[] demand) {
        double[] evened = new double[vcpus];
        for (int g = 0; g < begins.length - 1; g++) {
            double sum = 0;
            for (int vcpu = begins[g]; vcpu < begins[g + 1]; vcpu++) {
                sum += demand[vcpu];
            }
            Arrays.fill(evened, begins[g], begins[g + 1], sum / (begins[g + 1] - begins[g]));
        }
        return evened;
    }

    /** Of each vCPU those that it is to be apart from. */
    int[][] siblings(boolean[][] allowed) {
        int[][] siblings = new int[vcpus][];
        for (int g = 0; g < begins.length - 1; g++) {
            int size = begins[g + 1] - begins[g];
            boolean apart = size > 1;
            for (int vcpu = begins[g]; apart && vcpu < begins[g + 1]; vcpu++) {
                apart = count(allowed[vcpu]) >= size;
            }
            for (int vcpu = begins[g]; vcpu < begins[g + 1]; vcpu++) {
                siblings[vcpu] = apart ? others(begins[g], begins[g + 1], vcpu) : NOBODY;
            }
        }
        return siblings;
    }

    private static int count(boolean[] pcpus) {
        int count = 0;
        for (boolean pcpu : pcpus) {
            count += pcpu ? 1 : 0;
        }
        return count;
    }

    private static int[] others(int begin, int end, int vcpu) {
        int[] others = new int[end - begin - 1];
        int n = 0;
        for (int other = begin; other < end; other++) {
            if (other != vcpu) {
                others[n++] = other;
            }
        }
        return others;
    }
}
