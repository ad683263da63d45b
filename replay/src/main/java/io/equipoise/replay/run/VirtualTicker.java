package io.equipoise.replay.run;

import io.equipoise.coordinator.host.Ticker;
import io.equipoise.traces.Sample;
import java.util.List;
import java.util.OptionalLong;

/** The ticks of a recorded trace, one after another at once; its clock shows what the recorded one did. */
final class VirtualTicker implements Ticker {
    private List<Sample> samples = List.of();
    private int next;

    /** Goes on with the ticks of these samples. */
    void enter(List<Sample> following) {
        samples = following;
        next = 0;
    }

    @Override
    public OptionalLong next() {
        return next < samples.size() ? OptionalLong.of(samples.get(next++).tick()) : OptionalLong.empty();
    }

    @Override
    public long utcMicros() {
        Long utc = samples.get(Math.max(0, next - 1)).utcMicros();
        return utc == null ? 0 : utc;
    }

    @Override
    public long nanos() {
        return 0;
    }
}
