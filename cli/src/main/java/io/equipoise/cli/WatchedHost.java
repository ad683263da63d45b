package io.equipoise.cli;

import io.equipoise.recorder.record.RecordingListener;
import io.equipoise.recorder.sample.HostSampler;
import io.equipoise.recorder.sample.SamplerOptions;
import io.equipoise.traces.schedule.Schedule;
import java.util.Optional;
import java.util.OptionalLong;

/** A libvirt host, sampled at each tick. */
final class WatchedHost implements Watched {
    private final SamplerOptions options;
    private final Schedule schedule;
    private final HostSampler sampler;

    WatchedHost(SamplerOptions options) {
        this.options = options;
        this.schedule = new Schedule(options.interval(), null);
        this.sampler = new HostSampler(options, RecordingListener.NONE);
    }

    @Override
    public String title() {
        return options.uri();
    }

    @Override
    public long intervalMillis() {
        return options.interval().toMillis();
    }

    @Override
    public Optional<Glance> next() {
        OptionalLong tick = schedule.next();
        if (tick.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(sampler.sample(tick.getAsLong())
                .map(sample -> new Glance(sample, null, true))
                .orElseGet(() -> new Glance(null, sampler.reason(), true)));
    }

    @Override
    public boolean ended() {
        return false;
    }

    @Override
    public void stop() {
        schedule.stop();
    }

    @Override
    public void close() {
        sampler.close();
    }
}
