package io.equipoise.recorder.record;

import io.equipoise.traces.Sample;
import java.util.List;
import java.util.function.Consumer;

/** Passes what it hears on to several, in their order. */
public final class RecordingListeners implements RecordingListener {
    private final List<RecordingListener> listeners;

    public RecordingListeners(List<? extends RecordingListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void sampled(Sample sample, long latenessNanos) {
        each(listener -> listener.sampled(sample, latenessNanos));
    }

    @Override
    public void missed(long ticks, MissedBecause because, String reason) {
        each(listener -> listener.missed(ticks, because, reason));
    }

    @Override
    public void called(String call, long nanos) {
        each(listener -> listener.called(call, nanos));
    }

    @Override
    public void reconnected() {
        each(RecordingListener::reconnected);
    }

    @Override
    public void stuck(String domain) {
        each(listener -> listener.stuck(domain));
    }

    @Override
    public void answers(String domain) {
        each(listener -> listener.answers(domain));
    }

    @Override
    public void changing(String uuid, int id, String domain, int secondsBefore) {
        each(listener -> listener.changing(uuid, id, domain, secondsBefore));
    }

    @Override
    public void changedBack(String uuid, int id) {
        each(listener -> listener.changedBack(uuid, id));
    }

    private void each(Consumer<RecordingListener> tell) {
        listeners.forEach(tell);
    }
}
