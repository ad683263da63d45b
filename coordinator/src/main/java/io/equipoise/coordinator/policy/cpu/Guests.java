package io.equipoise.coordinator.policy.cpu;

import java.util.ArrayList;
import java.util.List;

/** The vCPUs of each guest, by their position among all: work shifts between them, and they should not share a pCPU. */
final class Guests {
    private final List<int[]> guests = new ArrayList<>();
    private final int vcpus;

    private Guests(Vcpus all) {
        vcpus = all.vcpus().size();
        for (int first = 0, end; first < vcpus; first = end) {
            String guest = all.vcpus().get(first).id().domain();
            end = first + 1;
            while (end < vcpus && all.vcpus().get(end).id().domain().equals(guest)) {
                end++;
            }
            int[] own = new int[end - first];
            for (int i = 0; i < own.length; i++) {
                own[i] = first + i;
            }
            guests.add(own);
        }
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
        double[] evened = demand.clone();
        int[][] siblings = new int[vcpus][];
        for (int[] own : guests) {
            double sum = 0;
            boolean apart = true;
            for (int vcpu : own) {
                sum += demand[vcpu];
                apart &= own.length > 1 && count(allowed[vcpu]) >= own.length;
            }
            for (int vcpu : own) {
                evened[vcpu] = sum / own.length;
                siblings[vcpu] = apart ? others(own, vcpu) : new int[0];
            }
        }
        return new PlacementProblem(evened, hostLoad, allowed, siblings);
    }

    private static int count(boolean[] pcpus) {
        int count = 0;
        for (boolean pcpu : pcpus) {
            count += pcpu ? 1 : 0;
        }
        return count;
    }

    private static int[] others(int[] own, int vcpu) {
        int[] others = new int[own.length - 1];
        int n = 0;
        for (int other : own) {
            if (other != vcpu) {
                others[n++] = other;
            }
        }
        return others;
    }
}
