package io.equipoise.traces.demand;

import org.jspecify.annotations.Nullable;

/** What vCPUs ran and waited over a window, as shares of it, and the demands that follow. */
final class Shares {
    private static final byte UNKNOWN = 0;
    private static final byte WAITED = 1;
    private static final byte QUIET = 2;
    private static final byte LOUD = 3;

    private final double[] ran;
    private final double[] waited;
    private final byte[] kinds;

    /** Of so many vCPUs, of none of which anything is known yet. */
    Shares(int vcpus) {
        ran = new double[vcpus];
        waited = new double[vcpus];
        kinds = new byte[vcpus];
    }

    void setWaited(int vcpu, double share, double waitedShare) {
        ran[vcpu] = share;
        waited[vcpu] = waitedShare;
        kinds[vcpu] = WAITED;
    }

    /** Of one whose waiting is unknown; {@code quiet} where no pCPU was so busy that it may have waited. */
    void setUnwaited(int vcpu, double share, boolean quiet) {
        ran[vcpu] = share;
        kinds[vcpu] = quiet ? QUIET : LOUD;
    }

    /** The demand of a vCPU; null where it is unknown. */
    @Nullable
    VcpuDemand demand(int vcpu) {
        return switch (kinds[vcpu]) {
            case UNKNOWN -> null;
            case WAITED -> VcpuDemand.waited(ran[vcpu], waited[vcpu]);
            default -> VcpuDemand.unwaited(ran[vcpu], kinds[vcpu] == QUIET);
        };
    }

    /** The best single figure of a vCPU's demand; NaN where it is unknown. */
    double value(int vcpu) {
        return switch (kinds[vcpu]) {
            case UNKNOWN -> Double.NaN;
            case WAITED -> VcpuDemand.waited(ran[vcpu], waited[vcpu]).value();
            default -> VcpuDemand.unwaited(ran[vcpu], kinds[vcpu] == QUIET).value();
        };
    }
}
