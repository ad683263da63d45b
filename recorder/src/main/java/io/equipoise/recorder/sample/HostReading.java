package io.equipoise.recorder.sample;

import io.equipoise.traces.HostSample;
import io.equipoise.traces.PcpuSample;
import java.util.List;
import java.util.Map;

/**
 * What libvirt told of the host and its running domains at one tick.
 *
 * @param utcMicros when it was asked, µs since the epoch
 * @param monotonicNanos the same on the clock that only differences are taken from
 * @param callNanos how long the whole reading took
 * @param calls how long its parts took, ns, by name
 */
record HostReading(
        long utcMicros,
        long monotonicNanos,
        long callNanos,
        HostSample memory,
        List<PcpuSample> pcpus,
        List<DomainReading> domains,
        Map<String, Long> calls) {}
