package io.equipoise.coordinator.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.sun.jna.NativeLibrary;
import io.equipoise.coordinator.restore.RestoreFolder;
import io.equipoise.recorder.libvirt.DomainGlob;
import io.equipoise.recorder.libvirt.LibvirtConnection;
import io.equipoise.recorder.sample.HostSampler;
import io.equipoise.recorder.sample.SamplerOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On libvirt's built-in test driver, which lives as long as anything is connected to it. */
final class RecordingNoteTest {
    private static final String URI = "test:///default";
    private static final int BEFORE = 7;

    private final List<String> said = new ArrayList<>();
    private LibvirtConnection other;
    private Path trace;
    private RestoreFolder notes;

    @BeforeEach
    void setPeriod(@TempDir Path dir) throws Exception {
        try {
            NativeLibrary.getInstance("virt");
        } catch (UnsatisfiedLinkError e) {
            abort("skipped: the libvirt library (libvirt.so.0, package libvirt0) is missing");
        }
        other = LibvirtConnection.open(URI);
        period(BEFORE);
        trace = Files.createDirectory(dir.resolve("trace"));
        notes = new RestoreFolder(Files.createDirectory(trace.resolve("journal")));
    }

    @AfterEach
    void close() {
        if (other != null) {
            other.close();
        }
    }

    @Test
    void guestThatIsAskedIsNotedUntilItReportsAsBefore() throws Exception {
        try (RecordingNote note = new RecordingNote(trace, URI)) {
            HostSampler host = sampler(note);
            assertThat(notes.uris()).as("nothing was changed yet").isEmpty();
            host.sample(0);
            assertThat(description()).contains("<stats period='1'/>");
            assertThat(notes.uris()).containsExactly(URI);
            host.close();
        }
        assertThat(description()).contains("<stats period='" + BEFORE + "'/>");
        assertThat(notes.uris()).isEmpty();
        assertThat(RecordingNote.putBack(trace, said::add)).isTrue();
        assertThat(said).isEmpty();
    }

    @Test
    void whatAKilledRecorderLeftIsPutBackOnce() throws Exception {
        try (RecordingNote note = new RecordingNote(trace, URI)) {
            note.changing(uuid(), other.domain(uuid()).id(), "test", BEFORE);
            period(1);
        }

        assertThat(RecordingNote.putBack(trace, said::add)).isTrue();

        assertThat(description()).contains("<stats period='" + BEFORE + "'/>");
        assertThat(said).anySatisfy(line -> assertThat(line).contains("1 report period"));
        said.clear();
        assertThat(RecordingNote.putBack(trace, said::add)).isTrue();
        assertThat(said).isEmpty();
    }

    @Test
    void hostThatCannotBeReachedKeepsTheNoteAndSaysHowToTryAgain() throws Exception {
        String nowhere = "qemu+unix:///system?socket=/nowhere";
        try (RecordingNote note = new RecordingNote(trace, nowhere)) {
            note.changing(uuid(), 1, "test", BEFORE);
        }

        assertThat(RecordingNote.putBack(trace, said::add)).isFalse();

        assertThat(notes.uris()).containsExactly(nowhere);
        assertThat(said).last().asString().contains("equipoise restore --state").hasLineCount(1);
    }

    @Test
    void damagedNoteIsSaidAndLeft() throws Exception {
        Path file = Files.writeString(notes.path().resolve("a.note"), "no note\n");

        assertThat(RecordingNote.putBack(trace, said::add)).isFalse();

        assertThat(file).hasContent("no note");
        assertThat(said).last().asString().contains("a.note").hasLineCount(1);
    }

    private static HostSampler sampler(RecordingNote note) {
        Duration second = Duration.ofSeconds(1);
        return new HostSampler(
                new SamplerOptions(URI, DomainGlob.ALL, second, Duration.ofSeconds(30), true, false), note);
    }

    private String uuid() throws Exception {
        return other.connect().domainLookupByName("test").getUUIDString();
    }

    private void period(int seconds) throws Exception {
        other.domain(uuid()).reportPeriod(seconds);
    }

    private String description() throws Exception {
        return other.connect().domainLookupByName("test").getXMLDesc(0);
    }
}
