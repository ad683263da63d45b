package io.equipoise.coordinator.libvirt;

import io.equipoise.coordinator.policy.Limits;
import io.equipoise.coordinator.restore.Found;
import io.equipoise.coordinator.restore.Found.Period;
import io.equipoise.coordinator.restore.Found.Start;
import io.equipoise.coordinator.restore.NoteFile;
import io.equipoise.coordinator.restore.RestoreFolder;
import io.equipoise.recorder.record.RecordingListener;
import io.equipoise.traces.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a recording changes on its host for itself, how often guests report their memory, noted beside its journal: a
 * recorder that is killed leaves the note, and the next start or recovery puts back what it says. Without a change there
 * is no note.
 */
public final class RecordingNote implements RecordingListener, AutoCloseable {
    private static final String FOLDER = "journal";

    private final RestoreFolder folder;
    private final String uri;
    private @Nullable NoteFile note;

    /** @param trace the recording's directory, which must be there before the first change */
    public RecordingNote(Path trace, String uri) {
        this.folder = folder(trace);
        this.uri = uri;
    }

    private static RestoreFolder folder(Path trace) {
        return new RestoreFolder(trace.resolve(FOLDER));
    }

    /**
     * Puts back what a recorder into this directory left that did not come to its end; true when nothing is left of it.
     *
     * @param messages told what was done and what was not, a line each
     */
    public static boolean putBack(Path trace, Consumer<String> messages) {
        RestoreFolder folder = folder(trace);
        boolean all = true;
        try {
            for (String uri : folder.uris()) {
                messages.accept("guests at " + uri + " were left reporting their memory more often: putting that back");
                all &= putBack(folder, uri, messages);
            }
        } catch (InputException | IOException | UncheckedIOException e) {
            messages.accept("guests may go on reporting their memory more often: " + e.getMessage());
            all = false;
        }
        return all;
    }

    private static boolean putBack(RestoreFolder folder, String uri, Consumer<String> messages) throws IOException {
        String again = "equipoise restore --state '" + folder.path() + "'";
        try (NoteFile note = folder.open(uri)) {
            return new Restoring(uri, again, Limits.RUBRIC, messages).restore(note, false);
        }
    }

    @Override
    public void changing(String uuid, int id, String domain, int secondsBefore) {
        try {
            opened().found(new Period(new Start(uuid, id, 0, domain), secondsBefore));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InputException e) {
            throw new UncheckedIOException(new IOException(e.getMessage(), e));
        }
    }

    private NoteFile opened() throws IOException {
        NoteFile open = note;
        if (open == null) {
            open = folder.open(uri);
            note = open;
            open.begin();
        }
        return open;
    }

    @Override
    public void changedBack(String uuid, int id) {
        Found back = new Period(new Start(uuid, id, 0, ""), 0);
        try {
            if (note != null) {
                note.undone(Set.of(back));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (note != null) {
            note.close();
        }
    }
}
