package io.equipoise.replay.run;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Event;
import io.equipoise.traces.Sample;
import java.util.Arrays;
import java.util.List;

/**
 * Consecutive ticks of a recorded trace, decoded into arrays that any number of replays read at once. Its ticks are counted
 * from 0, and interval {@code t} ends at tick {@code t}.
 *
 * @param samples as recorded
 * @param shown the domains of each sample; one that did not answer as it last did
 * @param order the roster's numbers of each sample's domains, in its order
 * @param ids domain ids by number, {@link Row#ABSENT} where a domain is not there
 * @param shares cpu shares by domain
 * @param demand of every vCPU in each interval as a share of one pCPU; NaN before it is known
 * @param open whether each vCPU's load keeps its pace whatever it waits
 * @param hostLoad of every recorded pCPU
 * @param competing what of it the guests waited for; the rest yields to them
 * @param memory of every domain
 * @param censored where demand is only a bound, in order of tick
 */
record Stretch(
        List<Sample> samples,
        List<List<DomainSample>> shown,
        int[][] order,
        int[][] ids,
        long[][] shares,
        double[][] demand,
        boolean[] open,
        double[][] hostLoad,
        double[][] competing,
        List<MemoryDemand> memory,
        List<Event> censored) {

    /** The same with another demand. */
    Stretch with(double[][] otherDemand, boolean[] otherOpen, List<MemoryDemand> otherMemory) {
        return new Stretch(
                samples, shown, order, ids, shares, otherDemand, otherOpen, hostLoad, competing, otherMemory, censored);
    }

    int size() {
        return samples.size();
    }

    /** The host's own load on each pCPU of a host with as many as the array: by pCPU on the recorded shape, else spread evenly. */
    void hostLoad(int t, double[] into) {
        onShape(hostLoad[t], into);
    }

    /** What of {@link #hostLoad} competes with guests. */
    void competing(int t, double[] into) {
        onShape(competing[t], into);
    }

    private static void onShape(double[] recorded, double[] into) {
        if (into.length == recorded.length) {
            System.arraycopy(recorded, 0, into, 0, into.length);
            return;
        }
        double sum = 0;
        for (double load : recorded) {
            sum += load;
        }
        Arrays.fill(into, sum / into.length);
    }
}
