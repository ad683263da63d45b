package io.equipoise.recorder.record;

import io.equipoise.traces.Sample;

/** Hears how a recording goes, on the thread that records; whoever keeps it waiting delays the next tick. */
public interface RecordingListener {
    /** Hears nothing. */
    RecordingListener NONE = new RecordingListener() {};

    /**
     * A sample was taken and handed over.
     *
     * @param latenessNanos from the time its tick was due until it was begun
     */
    default void sampled(Sample sample, long latenessNanos) {}

    /** So many ticks in a row have no sample; the reason is one line. */
    default void missed(long ticks, MissedBecause because, String reason) {}

    /**
     * A call, or a group of calls of one kind, took so long.
     *
     * @param call {@code host}, {@code stats} or {@code placement}, parts of a sample; {@code overdue} when it was given up
     */
    default void called(String call, long nanos) {}

    /** libvirt was found again after it was lost. */
    default void reconnected() {}

    /** A domain's QEMU does not answer: its memory is left out from now on. */
    default void stuck(String domain) {}

    /** A domain that was stuck answers again, or is gone. */
    default void answers(String domain) {}

    /**
     * A guest is about to be asked to report its memory more often; an {@link java.io.UncheckedIOException} leaves it as it is.
     *
     * @param id libvirt's domain id, which changes with every start
     * @param secondsBefore its period; 0 for none
     */
    default void changing(String uuid, int id, String domain, int secondsBefore) {}

    /** A guest was asked to report as often as before, or is gone; an {@link java.io.UncheckedIOException} is only logged. */
    default void changedBack(String uuid, int id) {}
}
