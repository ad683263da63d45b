package io.equipoise.coordinator.libvirt;

import io.equipoise.coordinator.host.WallClockTicker;
import io.equipoise.coordinator.policy.Limits;
import io.equipoise.coordinator.restore.NoteFile;
import io.equipoise.coordinator.restore.RestoreFolder;
import io.equipoise.coordinator.restore.Restorer;
import io.equipoise.recorder.libvirt.DomainGlob;
import io.equipoise.recorder.record.RecordingListener;
import io.equipoise.recorder.sample.SamplerOptions;
import io.equipoise.traces.InputException;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** Puts back on a libvirt host what its note says was there before. */
public final class Restoring {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Balloons of several GiB take as long. */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final String uri;
    private final String again;
    private final Limits limits;
    private final Consumer<String> messages;

    /**
     * @param folder of the note, which the command to try again names where it is not the usual one
     * @param limits what must stay unused in a guest and free on the host
     * @param messages told what was done and what was not, a line each
     */
    public Restoring(String uri, RestoreFolder folder, Limits limits, Consumer<String> messages) {
        this(uri, again(uri, folder), limits, messages);
    }

    /** @param again the command that tries again */
    Restoring(String uri, String again, Limits limits, Consumer<String> messages) {
        this.uri = uri;
        this.again = again;
        this.limits = limits;
        this.messages = messages;
    }

    private static String again(String uri, RestoreFolder folder) {
        String state = folder.equals(RestoreFolder.locate()) ? "" : " --state '" + folder.path() + "'";
        return "equipoise restore --uri '" + uri + "'" + state;
    }

    /**
     * Puts back all that can be; true when nothing is left to do.
     *
     * @param force whether balloons go back even if guests need more
     */
    public boolean restore(NoteFile note, boolean force) throws IOException {
        return restore(note, force, Restorer::restore);
    }

    /** Puts back only what a run changed for itself, the periods of the guests' reports, and leaves the rest noted. */
    boolean keep(NoteFile note) throws IOException {
        boolean all = restore(note, false, Restorer::restorePeriods);
        note.keep();
        messages.accept("affinities and balloons stay as they are; equipoise restore puts them back");
        return all;
    }

    private boolean restore(NoteFile note, boolean force, Way way) throws IOException {
        if (note.left().isEmpty()) {
            return true;
        }
        SamplerOptions everything = new SamplerOptions(
                uri, DomainGlob.ALL, INTERVAL, SamplerOptions.defaultDeadline(INTERVAL), false, false);
        boolean all;
        try (LibvirtHost host = new LibvirtHost(everything, RecordingListener.NONE)) {
            all = way.restore(new Restorer(host, new WallClockTicker(INTERVAL, LIMIT), limits, force, messages), note);
        } catch (InputException e) {
            throw new InputException(e.getMessage() + "; when it can be reached: " + again, e);
        }
        if (!all) {
            messages.accept("not everything is as it was; to try again: " + again);
        }
        return all;
    }

    /** All of it or a part. */
    private interface Way {
        boolean restore(Restorer restorer, NoteFile note) throws IOException;
    }
}
