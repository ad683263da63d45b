package io.equipoise.coordinator.restore;

import io.equipoise.coordinator.host.Host;
import io.equipoise.coordinator.restore.Found.Affinity;
import io.equipoise.coordinator.restore.Found.Balloon;
import io.equipoise.coordinator.restore.Found.Start;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A host that notes what was there before each change; what cannot be noted is not changed. */
public final class NotingHost implements Host {
    private final Host host;
    private final NoteFile note;
    private @Nullable Sample newest;

    public NotingHost(Host host, NoteFile note) {
        this.host = host;
        this.note = note;
    }

    @Override
    public Sample observe(long tick) {
        Sample sample = host.observe(tick);
        see(sample);
        return sample;
    }

    /** Takes in what was there at the newest tick, for callers who observe by themselves. */
    public void see(Sample sample) {
        newest = sample;
    }

    @Override
    public String pin(String domain, int vcpu, CpuSet affinity) {
        DomainSample seen = seen(domain);
        CpuSet before = seen == null ? null : affinity(seen, vcpu);
        if (seen == null || before == null) {
            return "not done: the affinity before is unknown, so it could not be restored";
        }
        String refusal = note(new Affinity(Start.of(seen), vcpu, before));
        return refusal == null ? host.pin(domain, vcpu, affinity) : refusal;
    }

    @Override
    public String balloon(String domain, long kib) {
        DomainSample seen = seen(domain);
        MemorySample memory = seen == null ? null : seen.memory();
        if (seen == null || memory == null || memory.currentKiB() == null) {
            return "not done: the balloon before is unknown, so it could not be restored";
        }
        String refusal = note(new Balloon(Start.of(seen), memory.currentKiB()));
        return refusal == null ? host.balloon(domain, kib) : refusal;
    }

    private @Nullable String note(Found found) {
        try {
            note.found(found);
            return null;
        } catch (IOException e) {
            return "not done: what was there before cannot be noted: " + e.getMessage();
        }
    }

    private @Nullable DomainSample seen(String domain) {
        return newest == null ? null : newest.domain(domain).orElse(null);
    }

    private static @Nullable CpuSet affinity(DomainSample domain, int number) {
        for (VcpuSample vcpu : domain.vcpus()) {
            if (vcpu.number() == number) {
                return vcpu.affinity();
            }
        }
        return null;
    }
}
