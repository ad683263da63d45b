package io.equipoise.coordinator.libvirt;

import io.equipoise.coordinator.restore.Found.Period;
import io.equipoise.coordinator.restore.Found.Start;
import io.equipoise.coordinator.restore.NoteFile;
import io.equipoise.recorder.record.RecordingListener;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Notes how often guests reported their memory before they are asked to report more often. */
final class PeriodNote implements RecordingListener {
    private final NoteFile note;

    PeriodNote(NoteFile note) {
        this.note = note;
    }

    @Override
    public void changing(String uuid, int id, String domain, int secondsBefore) {
        try {
            note.found(new Period(new Start(uuid, id, 0, domain), secondsBefore));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
