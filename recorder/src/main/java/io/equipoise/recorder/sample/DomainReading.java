package io.equipoise.recorder.sample;

import io.equipoise.traces.VcpuSample;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What libvirt told of a running domain.
 *
 * @param values by libvirt's names, such as {@code balloon.current}
 * @param answered whether its QEMU answered; if not, there are only the values for which libvirt need not ask it
 * @param missing why values are not there
 */
record DomainReading(
        String uuid,
        String name,
        int id,
        Map<String, Long> values,
        boolean answered,
        @Nullable Long cpuShares,
        List<VcpuSample> vcpus,
        List<String> missing) {

    /** This start of the domain. */
    Start start() {
        return new Start(uuid, id);
    }

    /** One start of a domain: with the next one its counters begin anew. */
    record Start(String uuid, int id) {}
}
