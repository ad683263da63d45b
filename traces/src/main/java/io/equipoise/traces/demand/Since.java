package io.equipoise.traces.demand;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The oldest sample of a window from which a vCPU's counters ran on without a restart. */
record Since(Sample sample, long timeNanos, @Nullable Long delayNanos) {

    /** Null when fewer than two samples of the window belong together. */
    static @Nullable Since of(List<Sample> window, DomainSample newest, int number) {
        Since oldest = null;
        Long ceiling = null;
        for (int i = window.size() - 1; i >= 0; i--) {
            VcpuSample vcpu = vcpu(window.get(i), newest, number);
            if (vcpu == null || vcpu.timeNanos() == null || (ceiling != null && vcpu.timeNanos() > ceiling)) {
                break;
            }
            ceiling = vcpu.timeNanos();
            if (i < window.size() - 1) {
                oldest = new Since(window.get(i), vcpu.timeNanos(), vcpu.delayNanos());
            }
        }
        return oldest;
    }

    private static @Nullable VcpuSample vcpu(Sample sample, DomainSample newest, int number) {
        DomainSample domain = domain(sample.domains(), newest);
        if (domain != null) {
            for (VcpuSample vcpu : domain.vcpus()) {
                if (vcpu.number() == number) {
                    return vcpu;
                }
            }
        }
        return null;
    }

    /** By halves, as hosts may have a thousand in order of id; one that is not found so is looked for everywhere. */
    private static @Nullable DomainSample domain(List<DomainSample> domains, DomainSample newest) {
        int low = 0;
        int high = domains.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            DomainSample domain = domains.get(middle);
            if (isSame(domain, newest)) {
                return domain;
            }
            if (domain.id() < newest.id()) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        for (DomainSample domain : domains) {
            if (isSame(domain, newest)) {
                return domain;
            }
        }
        return null;
    }

    private static boolean isSame(DomainSample domain, DomainSample newest) {
        return domain.id() == newest.id() && domain.uuid().equals(newest.uuid());
    }
}
