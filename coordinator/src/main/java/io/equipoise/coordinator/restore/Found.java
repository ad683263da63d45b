package io.equipoise.coordinator.restore;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Sample;

/** One thing as it was before it was changed. */
public sealed interface Found {
    Start start();

    /** What was changed, so that only the first of several findings about it counts. */
    String target();

    /**
     * One start of a domain: settings of a running domain end with it.
     *
     * @param id libvirt's domain id, which changes with every start
     * @param cpuNanos CPU time used when it was found, which never falls within one start; 0 where unknown
     */
    record Start(String uuid, int id, long cpuNanos, String name) {
        static Start of(DomainSample domain) {
            Long cpu = domain.cpuTimeNanos();
            return new Start(domain.uuid(), domain.id(), cpu == null ? 0 : cpu, domain.name());
        }

        /** Whether the domain is still in this start; ids begin anew when the daemon starts without guests. */
        boolean isIn(Sample sample) {
            return sample.domain(uuid)
                    .filter(domain ->
                            domain.id() == id && (domain.cpuTimeNanos() == null || domain.cpuTimeNanos() >= cpuNanos))
                    .isPresent();
        }
    }

    /** The pCPUs that a vCPU could run on. */
    record Affinity(Start start, int vcpu, CpuSet before) implements Found {
        @Override
        public String target() {
            return "affinity " + start.uuid() + " " + start.id() + " " + vcpu;
        }
    }

    /** A balloon's size, KiB. */
    record Balloon(Start start, long before) implements Found {
        @Override
        public String target() {
            return "balloon " + start.uuid() + " " + start.id();
        }
    }

    /** Seconds between a guest's memory reports; 0 for none. */
    record Period(Start start, int before) implements Found {
        @Override
        public String target() {
            return "period " + start.uuid() + " " + start.id();
        }
    }
}
