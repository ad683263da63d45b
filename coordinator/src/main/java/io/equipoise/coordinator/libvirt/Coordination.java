package io.equipoise.coordinator.libvirt;

import io.equipoise.coordinator.explain.Narrator;
import io.equipoise.coordinator.host.WallClockTicker;
import io.equipoise.coordinator.loop.ControlLoop;
import io.equipoise.coordinator.restore.NoteFile;
import io.equipoise.coordinator.restore.NotingHost;
import io.equipoise.coordinator.restore.RestoreFolder;
import io.equipoise.recorder.record.DomainWatch;
import io.equipoise.recorder.record.Recording;
import io.equipoise.recorder.record.RecordingListener;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceHeader;
import io.equipoise.traces.TraceSink;
import io.equipoise.traces.parquet.ParquetTraces;
import io.equipoise.traces.parquet.RecordingLimits;
import io.equipoise.traces.parquet.TraceRecorder;
import io.equipoise.traces.schedule.Schedule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Policies on a real host: the control loop, with a note of what was there before each change, which is put back at the end
 * however the run ends. What a run before left behind when it died is put back first, so that a coordinator that is started
 * anew by a service manager needs nobody, and finds the host as it was before the first one.
 */
public final class Coordination {
    private final CoordinationOptions options;
    private final RestoreFolder folder;
    private final Narrator narrator;
    private final Consumer<String> messages;
    private final Schedule schedule;
    private boolean announced;

    /**
     * @param folder where notes are
     * @param narrator told of decisions and effects
     * @param messages told what else is going on, a line each
     */
    public Coordination(
            CoordinationOptions options, RestoreFolder folder, Narrator narrator, Consumer<String> messages) {
        this.options = options;
        this.folder = folder;
        this.narrator = narrator;
        this.messages = messages;
        this.schedule = new Schedule(options.interval(), options.duration());
    }

    /** Ends the run after the tick that is under way; from any thread. */
    public void stop() {
        schedule.stop();
    }

    /** Coordinates until stopped; false when something could not be put back and stays noted. */
    public boolean run() throws IOException {
        if (!options.acts()) {
            try (LibvirtHost host = new LibvirtHost(options.sampling(), RecordingListener.NONE)) {
                coordinate(host, null);
            }
            return true;
        }
        try (NoteFile note = folder.open(options.uri())) {
            putBackWhatWasLeft(note);
            note.begin();
            try (LibvirtHost host = new LibvirtHost(options.sampling(), new PeriodNote(note))) {
                return coordinate(host, note);
            }
        }
    }

    private void putBackWhatWasLeft(NoteFile note) throws IOException {
        if (note.left().isEmpty() || note.isKept()) {
            return;
        }
        messages.accept("an earlier coordinator ended without putting back what it had changed: doing that first");
        new Restoring(options.uri(), folder, options.settings().limits(), messages).restore(note, false);
    }

    private boolean coordinate(LibvirtHost host, @Nullable NoteFile note) throws IOException {
        Path directory = options.record();
        if (directory == null) {
            return coordinate(host, note, TraceSink.NONE);
        }
        try (TraceRecorder recorder =
                ParquetTraces.record(directory, header(host), RecordingLimits.DEFAULT, new TraceTrouble(messages))) {
            return coordinate(host, note, recorder);
        }
    }

    private boolean coordinate(LibvirtHost host, @Nullable NoteFile note, TraceSink trace) throws IOException {
        NotingHost noting = note == null ? null : new NotingHost(host, note);
        LiveSink sink = new LiveSink(new DomainWatch(trace, host::reboots), narrator);
        boolean restored = true;
        try (ControlLoop loop = new ControlLoop(
                noting == null ? host : noting,
                new WallClockTicker(options.interval(), null),
                options.policies(),
                options.settings(),
                sink,
                narrator::made)) {
            Consumer<Sample> step = sample -> {
                announce(sample);
                if (noting != null) {
                    noting.see(sample);
                }
                loop.step(sample);
            };
            new Recording(host, schedule, sink.before(step), RecordingListener.NONE).run();
        } finally {
            // After a failure too, which goes on to the caller.
            restored = note == null || putBack(note, sink);
        }
        return restored;
    }

    private void announce(Sample sample) {
        if (!announced) {
            announced = true;
            int domains = sample.domains().size();
            messages.accept("coordinating "
                    + (domains == 0 ? "no domain yet" : domains == 1 ? "1 domain" : domains + " domains") + " ("
                    + options.domains() + ") with " + options.policyNames() + ", Ctrl-C ends it");
        }
    }

    private boolean putBack(NoteFile note, LiveSink sink) throws IOException {
        List<String> said = new ArrayList<>();
        Consumer<String> says = message -> {
            said.add(message);
            messages.accept(message);
        };
        Restoring restoring =
                new Restoring(options.uri(), folder, options.settings().limits(), says);
        boolean all = options.keep() ? restoring.keep(note) : restoring.restore(note, false);
        sink.ended(String.join("; ", said));
        return all;
    }

    private TraceHeader header(LibvirtHost host) {
        TraceHeader plain = host.facts().recordingHeader(options.interval());
        return new TraceHeader(
                plain.source(),
                plain.created(),
                plain.host(),
                plain.intervalMillis(),
                plain.kernel(),
                plain.libvirt(),
                plain.accelerator(),
                null,
                options.policyNames(),
                options.settings().budget().kib(),
                null,
                null);
    }
}
