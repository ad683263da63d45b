package io.equipoise.recorder.record;

import io.equipoise.recorder.libvirt.Reboot;
import io.equipoise.traces.Decision;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.LoadAsked;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceSink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Passes rows on, and adds the events that samples tell in passing: domains that started, stopped or rebooted. */
public final class DomainWatch implements TraceSink {
    /** libvirt was seen to tell of one reset seven times within 0.1 s. */
    private static final long SAME_REBOOT_MICROS = 2_000_000;

    private final TraceSink sink;
    private final Supplier<List<Reboot>> reboots;
    private final Map<String, Long> rebooted = new HashMap<>();
    private @Nullable Sample previous;

    /** @param reboots those since the last call, such as a {@link io.equipoise.recorder.libvirt.RebootWatch} */
    public DomainWatch(TraceSink sink, Supplier<List<Reboot>> reboots) {
        this.sink = sink;
        this.reboots = reboots;
    }

    @Override
    public void sample(Sample sample) {
        if (previous != null) {
            compare(previous, sample);
        }
        for (Reboot reboot : reboots.get()) {
            if (isNew(reboot)) {
                sink.event(new Event(
                        sample.tick(), reboot.utcMicros(), EventType.DOMAIN_REBOOTED, reboot.domain(), null, ""));
            }
        }
        sink.sample(sample);
        previous = sample;
    }

    private boolean isNew(Reboot reboot) {
        Long before = rebooted.put(reboot.domain(), reboot.utcMicros());
        return before == null || Math.abs(reboot.utcMicros() - before) > SAME_REBOOT_MICROS;
    }

    private void compare(Sample before, Sample now) {
        for (DomainSample domain : before.domains()) {
            if (!runs(domain, now)) {
                sink.event(event(now, EventType.DOMAIN_STOPPED, domain));
            }
        }
        for (DomainSample domain : now.domains()) {
            if (!runs(domain, before)) {
                sink.event(event(now, EventType.DOMAIN_STARTED, domain));
            }
        }
    }

    /** Whether this very start of the domain, told by its id, is in the sample. */
    private static boolean runs(DomainSample domain, Sample sample) {
        return sample.domain(domain.uuid())
                .filter(other -> other.id() == domain.id())
                .isPresent();
    }

    private static Event event(Sample sample, EventType type, DomainSample domain) {
        return new Event(sample.tick(), sample.utcMicros(), type, domain.name(), null, "id " + domain.id());
    }

    @Override
    public void event(Event event) {
        sink.event(event);
    }

    @Override
    public void load(LoadAsked load) {
        sink.load(load);
    }

    @Override
    public void decision(Decision decision) {
        sink.decision(decision);
    }
}
