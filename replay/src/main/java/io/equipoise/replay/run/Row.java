package io.equipoise.replay.run;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One recorded sample as arrays by the roster's numbers; arrays that are as in the row before are that row's own. */
final class Row {
    static final int ABSENT = Integer.MIN_VALUE;
    static final long UNKNOWN = Long.MIN_VALUE;

    private static final long DEFAULT_SHARES = 1024;

    /** Position in the trace. */
    final int at;

    final Sample sample;

    /** The domains of the sample, in its order. */
    final int[] order;

    /** The domain ids; {@link #ABSENT} where a domain is not there. */
    final int[] ids;

    /** The domains' cpu shares; of one that is not there the last known. */
    final long[] shares;

    /** The sample's domains by number; null where one is not there. */
    final @Nullable DomainSample[] domains;

    /** What each vCPU ran and waited, ns; {@link #UNKNOWN} where that is not shown. */
    final long[] time;

    final long[] delay;

    /** Position of the row since which each vCPU's counter ran on without a restart. */
    final int[] since;

    /** Whether the sample shows the vCPU. */
    final boolean[] shown;

    Row(Roster roster, int at, Sample sample, @Nullable Row before) {
        this.at = at;
        this.sample = sample;
        this.order = before != null && isSameOrder(before.sample, sample) ? before.order : roster.order(sample);
        this.domains = new DomainSample[roster.domainCount()];
        this.time = new long[roster.vcpuCount()];
        this.delay = new long[roster.vcpuCount()];
        this.since = new int[roster.vcpuCount()];
        this.shown = new boolean[roster.vcpuCount()];
        Arrays.fill(time, UNKNOWN);
        Arrays.fill(since, at);
        int[] idsNow = new int[roster.domainCount()];
        Arrays.fill(idsNow, ABSENT);
        long[] sharesNow = new long[roster.domainCount()];
        if (before == null) {
            Arrays.fill(sharesNow, DEFAULT_SHARES);
        } else {
            System.arraycopy(before.shares, 0, sharesNow, 0, sharesNow.length);
        }
        for (int k = 0; k < order.length; k++) {
            DomainSample domain = sample.domains().get(k);
            int d = order[k];
            domains[d] = domain;
            idsNow[d] = domain.id();
            sharesNow[d] = domain.cpuShares() == null ? DEFAULT_SHARES : domain.cpuShares();
            vcpus(roster, d, domain, before);
        }
        this.ids = before != null && Arrays.equals(before.ids, idsNow) ? before.ids : idsNow;
        this.shares = before != null && Arrays.equals(before.shares, sharesNow) ? before.shares : sharesNow;
    }

    private static boolean isSameOrder(Sample earlier, Sample later) {
        List<DomainSample> a = earlier.domains();
        List<DomainSample> b = later.domains();
        boolean same = a.size() == b.size();
        for (int i = 0; same && i < a.size(); i++) {
            same = a.get(i).uuid().equals(b.get(i).uuid());
        }
        return same;
    }

    private void vcpus(Roster roster, int d, DomainSample domain, @Nullable Row before) {
        boolean sameStart = before != null && before.ids[d] == domain.id();
        List<VcpuSample> own = domain.vcpus();
        for (int k = 0; k < own.size(); k++) {
            VcpuSample vcpu = own.get(k);
            int v = roster.domainVcpu(d, domain.uuid(), k, vcpu.number());
            shown[v] = true;
            if (vcpu.timeNanos() != null) {
                time[v] = vcpu.timeNanos();
                delay[v] = vcpu.delayNanos() == null ? UNKNOWN : vcpu.delayNanos();
                if (before != null && sameStart && before.time[v] != UNKNOWN && before.time[v] <= time[v]) {
                    since[v] = before.since[v];
                }
            }
        }
    }
}
