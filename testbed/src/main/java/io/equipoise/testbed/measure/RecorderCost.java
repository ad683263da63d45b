package io.equipoise.testbed.measure;

/**
 * What recording cost over a while, beside a client that only made the libvirt call at the same pace.
 *
 * @param seconds that were measured, after both had warmed up
 * @param bareCpuSeconds of the client that only made the call
 * @param before the recorder at the begin
 * @param after the recorder at the end
 */
public record RecorderCost(
        double seconds, double bareCpuSeconds, ProcessUse before, ProcessUse after, Lateness lateness, TraceSize size) {

    /** CPU of the client that only made the call, percent of one pCPU. */
    public double barePercent() {
        return 100 * bareCpuSeconds / seconds;
    }

    /** CPU of the recorder, percent of one pCPU. */
    public double recorderPercent() {
        return 100 * (after.cpuSeconds() - before.cpuSeconds()) / seconds;
    }
}
