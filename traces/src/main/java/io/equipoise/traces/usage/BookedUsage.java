package io.equipoise.traces.usage;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuId;
import io.equipoise.traces.VcpuSample;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Usage as monitors read it: all of a vCPU's time since the earlier sample is booked where the later one saw it. */
public final class BookedUsage {
    private BookedUsage() {}

    /**
     * The booked usage of each pCPU of the later sample, in its order. A vCPU of unknown time counts nothing; where one that
     * ran is of unknown place, as free ones are in a replay, all of it is {@link PcpuUsage#between}.
     */
    public static List<PcpuUsage> between(Sample earlier, Sample later) {
        if (PcpuUsage.isBooked(later)) {
            return PcpuUsage.booked(List.of(later));
        }
        Map<VcpuId, Long> run = VcpuTime.known(earlier, later);
        double elapsed = later.monotonicNanos() - earlier.monotonicNanos();
        double[] booked = new double[later.pcpus().size()];
        for (DomainSample domain : later.domains()) {
            for (VcpuSample vcpu : domain.vcpus()) {
                Long time = run.get(new VcpuId(domain.uuid(), vcpu.number()));
                Integer place = place(vcpu);
                if (time != null && time > 0 && place == null) {
                    return PcpuUsage.between(earlier, later);
                }
                for (int i = 0; time != null && place != null && i < booked.length; i++) {
                    booked[i] += later.pcpus().get(i).number() == place ? time : 0;
                }
            }
        }
        return usage(later, booked, elapsed);
    }

    /** Where a vCPU was seen, or the one pCPU that it may run on; null when neither is known. */
    public static @Nullable Integer place(VcpuSample vcpu) {
        CpuSet affinity = vcpu.affinity();
        if (vcpu.pcpu() != null) {
            return vcpu.pcpu();
        }
        return affinity != null && affinity.size() == 1 ? (Integer) affinity.first() : null;
    }

    private static List<PcpuUsage> usage(Sample later, double[] booked, double elapsed) {
        PcpuUsage[] usage = new PcpuUsage[booked.length];
        for (int i = 0; i < booked.length; i++) {
            PcpuSample pcpu = later.pcpus().get(i);
            Double percent = elapsed > 0 ? (Double) (100 * booked[i] / elapsed) : null;
            usage[i] = new PcpuUsage(pcpu.number(), percent, Quantity.BOOKED);
        }
        return List.of(usage);
    }
}
