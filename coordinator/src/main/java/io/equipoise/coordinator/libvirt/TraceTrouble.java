package io.equipoise.coordinator.libvirt;

import io.equipoise.traces.parquet.RecordingReport;
import java.util.function.Consumer;

/** Says when the trace of a run loses ticks, and when it does no more; the run goes on meanwhile. */
final class TraceTrouble implements RecordingReport {
    private final Consumer<String> messages;

    TraceTrouble(Consumer<String> messages) {
        this.messages = messages;
    }

    @Override
    public void ticksLost(long ticks, String reason) {
        if (ticks == 1) {
            messages.accept("the trace loses ticks: " + reason);
        }
    }

    @Override
    public void writableAgain() {
        messages.accept("the trace is written again");
    }

    @Override
    public void segmentPostponed(String journal, String reason) {
        messages.accept("a part of the trace stays in its journal until there is room: " + reason);
    }
}
