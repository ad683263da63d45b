package io.equipoise.coordinator.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.coordinator.restore.Found.Affinity;
import io.equipoise.coordinator.restore.Found.Balloon;
import io.equipoise.coordinator.restore.Found.Period;
import io.equipoise.coordinator.restore.Found.Start;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoteFileTest {
    private static final String URI = "qemu:///system";
    private static final Start VM1 = new Start("uuid-1", 7, 123, "vm 1");
    private static final List<Found> ALL =
            List.of(new Affinity(VM1, 2, CpuSet.parse("0-3,8")), new Balloon(VM1, 524_288), new Period(VM1, 0));

    @TempDir
    Path dir;

    private RestoreFolder folder;
    private Path file;

    @BeforeEach
    void name() {
        folder = new RestoreFolder(dir.resolve("restore"));
        file = folder.path().resolve(RestoreFolder.fileName(URI) + RestoreFolder.NOTE);
    }

    private void write(List<Found> found) throws IOException {
        try (NoteFile note = folder.open(URI)) {
            note.begin();
            for (Found one : found) {
                note.found(one);
            }
        }
    }

    private List<Found> left() throws IOException {
        try (NoteFile note = folder.open(URI)) {
            return note.left();
        }
    }

    @Test
    void whatWasFoundIsReadAgainByTheNextProcess() throws IOException {
        write(ALL);

        assertThat(left()).isEqualTo(ALL);
        assertThat(folder.uris()).containsExactly(URI);
    }

    @Test
    void firstFindingAboutATargetCounts() throws IOException {
        write(List.of(new Balloon(VM1, 512), new Balloon(VM1, 700)));

        assertThat(left()).containsExactly(new Balloon(VM1, 512));
    }

    @Test
    void whatIsUndoneIsLeftNoMore() throws IOException {
        write(ALL);
        try (NoteFile note = folder.open(URI)) {
            note.undone(Set.of(ALL.get(1)));
        }

        assertThat(left()).containsExactly(ALL.get(0), ALL.get(2));
        try (NoteFile note = folder.open(URI)) {
            note.undone(Set.copyOf(ALL));
        }
        assertThat(left()).isEmpty();
        assertThat(folder.uris()).isEmpty();
    }

    @Test
    void noteCutAnywhereGivesTheWholeLinesBeforeTheCut() throws IOException {
        write(ALL);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            List<Found> left = left();
            assertThat(left).isEqualTo(ALL.subList(0, left.size()));
            assertThat(left.size()).isGreaterThanOrEqualTo(length == whole.length - 1 ? 2 : 0);
        }
    }

    @Test
    void tornLineIsCutOffBeforeMoreIsWritten() throws IOException {
        write(ALL);
        Files.writeString(file, "undone balloon uuid-1", StandardOpenOption.APPEND);
        try (NoteFile note = folder.open(URI)) {
            note.undone(Set.of(ALL.get(0)));
        }

        assertThat(left()).containsExactly(ALL.get(1), ALL.get(2));
    }

    @Test
    void damagedLineIsRefusedWithItsPlace() throws IOException {
        write(ALL);
        Files.writeString(file, "balloon uuid-1 7 123 much vm1\n", StandardOpenOption.APPEND);

        assertThatThrownBy(() -> folder.open(URI))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(file + ": line 8: 'balloon uuid-1 7 123 much vm1' is no finding");
        assertThatThrownBy(() -> folder.uris()).isInstanceOf(InputException.class);
    }

    @Test
    void otherFileIsRefused() throws IOException {
        Files.createDirectories(folder.path());
        Files.writeString(file, "equipoise-note 2\n");

        assertThatThrownBy(() -> folder.open(URI))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("line 1 is 'equipoise-note 2'");
    }

    @Test
    void secondHolderIsRefusedAndToldOfTheFirst() throws IOException {
        write(ALL);
        try (NoteFile held = folder.open(URI)) {
            assertThatThrownBy(() -> folder.open(URI))
                    .isInstanceOf(InputException.class)
                    .hasMessage("another equipoise coordinates or restores qemu:///system (process "
                            + ProcessHandle.current().pid() + "); end it first");
            assertThat(held.left()).hasSize(3);
        }
        left();
    }

    @Test
    void twoHostsHaveTwoNotes() throws IOException {
        try (NoteFile one = folder.open(URI);
                NoteFile other = folder.open("qemu+unix:///system?socket=/tmp/libvirt-sock")) {
            one.begin();
            other.begin();
        }
    }

    @Test
    void daemonNamedWithItsTransportIsTheSameHost() {
        assertThat(RestoreFolder.fileName("qemu+unix:///system")).isEqualTo(RestoreFolder.fileName(URI));
    }

    @Test
    void newRunForgetsWhatWasKeptOnPurpose() throws IOException {
        write(ALL);
        try (NoteFile note = folder.open(URI)) {
            note.keep();
        }
        try (NoteFile note = folder.open(URI)) {
            assertThat(note.isKept()).isTrue();
            assertThat(note.left()).isEqualTo(ALL);
            note.begin();
        }

        try (NoteFile note = folder.open(URI)) {
            assertThat(note.isKept()).isFalse();
            assertThat(note.left()).isEmpty();
        }
    }

    @Test
    void noteOfAnEarlierBootIsKnown() throws IOException {
        write(ALL);
        try (NoteFile note = folder.open(URI)) {
            assertThat(note.isRebooted()).isFalse();
        }
        Files.writeString(file, Files.readString(file).replaceFirst("boot \\S+", "boot other"));

        try (NoteFile note = folder.open(URI)) {
            assertThat(note.isRebooted()).isTrue();
        }
    }

    @Test
    void guestsOfAnotherMachineOutliveABootOfThisOne() throws IOException {
        String remote = "qemu+ssh://other/system";
        try (NoteFile note = folder.open(remote)) {
            note.begin();
        }
        Path there = folder.path().resolve(RestoreFolder.fileName(remote) + RestoreFolder.NOTE);
        Files.writeString(there, Files.readString(there).replaceFirst("boot \\S+", "boot other"));

        try (NoteFile note = folder.open(remote)) {
            assertThat(note.isRebooted()).isFalse();
        }
    }

    @Test
    void folderIsTheUsersOwnUnlessRoot() {
        assertThat(RestoreFolder.locate(Map.of("XDG_STATE_HOME", "/x"), "root", "/root")
                        .path())
                .isEqualTo(Path.of("/var/lib/equipoise/restore"));
        assertThat(RestoreFolder.locate(Map.of(), "me", "/home/me").path())
                .isEqualTo(Path.of("/home/me/.local/state/equipoise/restore"));
        assertThat(RestoreFolder.locate(Map.of("XDG_STATE_HOME", "/x"), "me", "/home/me")
                        .path())
                .isEqualTo(Path.of("/x/equipoise/restore"));
    }
}
