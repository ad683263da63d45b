package io.equipoise.recorder.record;

/** Whose fault it is that a tick has no sample. */
public enum MissedBecause {
    /** libvirt did not answer. */
    UNANSWERED,
    /** The sample before, its writing or the host took longer than the interval. */
    OVERRUN
}
