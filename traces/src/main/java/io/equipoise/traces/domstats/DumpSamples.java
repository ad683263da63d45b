package io.equipoise.traces.domstats;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import io.equipoise.traces.domstats.Dump.Domain;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes samples of dumps. Domains that are shut off or crashed do not exist then; what a dump does not tell is null. */
final class DumpSamples {
    private static final String VCPU = "vcpu.";

    /** In the order of libvirt's numbers. */
    private static final List<DomainState> DOMAIN_STATES = List.of(DomainState.values());

    private static final List<VcpuState> VCPU_STATES = List.of(VcpuState.values());

    private final DumpTimes times;
    private final DomainIds ids = new DomainIds();

    DumpSamples(DumpTimes times) {
        this.times = times;
    }

    /** The sample of the dump of this number; dumps come in order. */
    Sample of(int number, Dump dump) {
        List<DomainSample> domains = new ArrayList<>();
        for (Domain domain : dump.domains()) {
            DomainState state = state(domain.values().get("state.state"));
            if (state != DomainState.SHUT_OFF && state != DomainState.CRASHED) {
                domains.add(domain(domain, state));
            }
        }
        domains.sort(Comparator.comparingInt(DomainSample::id));
        Long nanos = times.time(number);
        return new Sample(
                times.tick(number),
                nanos == null ? null : nanos / 1_000,
                times.monotonicNanos(number),
                null,
                HostSample.UNKNOWN,
                List.of(),
                domains);
    }

    private DomainSample domain(Domain domain, DomainState state) {
        Map<String, Long> values = domain.values();
        List<VcpuSample> vcpus = vcpus(values);
        List<String> missing = new ArrayList<>();
        if (!values.containsKey("cpu.time")) {
            missing.add("no cpu time");
        }
        if (vcpus.isEmpty()) {
            missing.add("no vCPU statistics");
        }
        if (!values.containsKey("balloon.current")) {
            missing.add("no balloon statistics");
        } else if (!values.containsKey("balloon.unused")) {
            missing.add("no memory report from the guest");
        }
        return new DomainSample(
                UUID.nameUUIDFromBytes(domain.name().getBytes(StandardCharsets.UTF_8))
                        .toString(),
                domain.name(),
                ids.of(domain),
                state,
                values.get("cpu.time"),
                values.get("balloon.maximum"),
                null,
                vcpus,
                memory(values),
                missing.isEmpty() ? null : String.join("; ", missing));
    }

    private static @Nullable MemorySample memory(Map<String, Long> values) {
        if (values.keySet().stream().noneMatch(key -> key.startsWith("balloon."))) {
            return null;
        }
        return new MemorySample(
                values.get("balloon.current"),
                values.get("balloon.available"),
                values.get("balloon.usable"),
                values.get("balloon.unused"),
                values.get("balloon.disk_caches"),
                values.get("balloon.swap_in"),
                values.get("balloon.swap_out"),
                values.get("balloon.major_fault"),
                values.get("balloon.minor_fault"),
                values.get("balloon.rss"),
                values.get("balloon.last-update"),
                null);
    }

    private static List<VcpuSample> vcpus(Map<String, Long> values) {
        Map<Integer, String> numbers = new TreeMap<>();
        for (String key : values.keySet()) {
            if (key.startsWith(VCPU)) {
                String number = key.substring(VCPU.length(), key.lastIndexOf('.'));
                numbers.put(Integer.parseInt(number), VCPU + number);
            }
        }
        List<VcpuSample> vcpus = new ArrayList<>();
        numbers.forEach((number, prefix) -> vcpus.add(new VcpuSample(
                number,
                values.get(prefix + ".time"),
                values.get(prefix + ".delay"),
                null,
                null,
                vcpuState(values.get(prefix + ".state")))));
        return vcpus;
    }

    private static DomainState state(@Nullable Long number) {
        return number == null || number >= DOMAIN_STATES.size()
                ? DomainState.UNKNOWN
                : DOMAIN_STATES.get(number.intValue());
    }

    private static VcpuState vcpuState(@Nullable Long number) {
        return number == null || number >= VCPU_STATES.size() ? VcpuState.UNKNOWN : VCPU_STATES.get(number.intValue());
    }
}
