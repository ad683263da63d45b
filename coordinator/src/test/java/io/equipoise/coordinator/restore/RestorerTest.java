package io.equipoise.coordinator.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.CountingTicker;
import io.equipoise.coordinator.FakeHost;
import io.equipoise.coordinator.policy.Limits;
import io.equipoise.coordinator.restore.Found.Period;
import io.equipoise.coordinator.restore.Found.Start;
import io.equipoise.traces.CpuSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestorerTest {
    private static final long MIB = 1024;

    private long used1 = 200;
    private final FakeHost host =
            new FakeHost(4).with("vm1", 512 * MIB, tick -> used1 * MIB).with("vm2", 512 * MIB, tick -> 200 * MIB);
    private final List<String> said = new ArrayList<>();

    @TempDir
    Path dir;

    private NoteFile note;
    private NotingHost noting;

    @BeforeEach
    void open() throws IOException {
        note = new RestoreFolder(dir).open("test:///default");
        note.begin();
        noting = new NotingHost(host, note);
        noting.observe(0);
    }

    @AfterEach
    void close() throws IOException {
        note.close();
    }

    private boolean restore(boolean force) throws IOException {
        host.actions.clear();
        return new Restorer(host, new CountingTicker(30, 0), Limits.RUBRIC, force, said::add).restore(note);
    }

    @Test
    void everythingIsPutBackBalloonsBeforeTheReportsTheyRestOn() throws IOException {
        noting.pin("vm1", 0, CpuSet.of(2));
        noting.balloon("vm1", 768 * MIB);
        noting.balloon("vm2", 400 * MIB);
        note.found(new Period(new Start("vm2", 2, 0, "vm2"), 10));

        assertThat(restore(false)).isTrue();

        assertThat(host.actions)
                .containsExactly(
                        "pin vm1 0-3",
                        "balloon vm2 " + 512 * MIB,
                        "balloon vm1 " + 512 * MIB,
                        "balloon vm2 " + 512 * MIB,
                        "balloon vm1 " + 512 * MIB,
                        "period vm2 10");
        assertThat(said).containsExactly("restored 1 affinity, 2 balloons and 1 report period");
        assertThat(note.left()).isEmpty();
    }

    @Test
    void whatWasNotedAndNotDoneBeforeTheEndIsAsItWas() throws IOException {
        note.found(new Found.Affinity(new Start("vm1", 1, 0, "vm1"), 0, CpuSet.parse("0-3")));
        note.found(new Found.Balloon(new Start("vm2", 2, 0, "vm2"), 512 * MIB));

        assertThat(restore(false)).isTrue();

        assertThat(host.affinity("vm1")).isEqualTo(CpuSet.parse("0-3"));
        assertThat(host.balloonKiB("vm2")).isEqualTo(512 * MIB);
        assertThat(note.left()).isEmpty();
    }

    @Test
    void guestThatLostMemoryMeanwhileGetsItsMaximum() throws IOException {
        note.found(new Found.Balloon(new Start("vm2", 2, 0, "vm2"), 3000 * MIB));

        assertThat(restore(false)).isTrue();

        assertThat(host.balloonKiB("vm2")).isEqualTo(2048 * MIB);
        assertThat(note.left()).isEmpty();
    }

    @Test
    void secondRestoreDoesNothing() throws IOException {
        noting.pin("vm1", 0, CpuSet.of(2));
        restore(false);

        assertThat(restore(false)).isTrue();
        assertThat(host.actions).isEmpty();
    }

    @Test
    void whatIsNotNotedIsNotTouched() throws IOException {
        host.pin("vm2", 0, CpuSet.of(3));
        noting.pin("vm1", 0, CpuSet.of(2));

        restore(false);

        assertThat(host.actions).containsExactly("pin vm1 0-3");
        assertThat(host.affinity("vm2")).isEqualTo(CpuSet.of(3));
    }

    @Test
    void guestThatIsGoneOrStartedAnewIsSkippedAndSaid() throws IOException {
        noting.pin("vm1", 0, CpuSet.of(2));
        noting.balloon("vm1", 768 * MIB);
        noting.pin("vm2", 0, CpuSet.of(2));
        host.destroy("vm1");
        host.restart("vm2");

        assertThat(restore(false)).isTrue();

        assertThat(host.actions).isEmpty();
        assertThat(said)
                .containsExactly(
                        "vm1 does not run any more: nothing to undo",
                        "vm2 was started anew since: nothing to undo",
                        "restored 0 affinities, 0 balloons and 0 report periods");
        assertThat(note.left()).isEmpty();
    }

    @Test
    void guestKeepsWhatItCannotDoWithoutAndTheRestStaysNoted() throws IOException {
        noting.balloon("vm1", 1024 * MIB);
        used1 = 600;

        assertThat(restore(false)).isFalse();

        assertThat(host.balloonKiB("vm1")).isEqualTo(700 * MIB);
        assertThat(said.get(0))
                .isEqualTo("vm1: balloon stays at 700 instead of 512 MiB: the guest cannot do without 700 now");
        assertThat(note.left()).hasSize(1);
        used1 = 300;
        assertThat(restore(false)).isTrue();
        assertThat(host.balloonKiB("vm1")).isEqualTo(512 * MIB);
    }

    @Test
    void forceTakesEvenWhatIsNeeded() throws IOException {
        noting.balloon("vm1", 1024 * MIB);
        used1 = 600;

        assertThat(restore(true)).isTrue();
        assertThat(host.balloonKiB("vm1")).isEqualTo(512 * MIB);
    }

    @Test
    void hostKeepsItsReserveAndGivesWhatOthersReturnFirst() throws IOException {
        noting.balloon("vm1", 912 * MIB);
        noting.balloon("vm2", 210 * MIB);
        host.free = 250 * MIB;

        assertThat(restore(false)).isTrue();

        assertThat(host.balloonKiB("vm1")).isEqualTo(512 * MIB);
        assertThat(host.balloonKiB("vm2")).isEqualTo(512 * MIB);
        assertThat(host.free).isEqualTo((250 + 400 - 302) * MIB);
        assertThat(host.actions.get(0)).isEqualTo("balloon vm2 " + (210 * MIB + 50 * MIB - 4));
    }

    @Test
    void hostWithoutRoomLeavesGuestsSmallAndSaysSo() throws IOException {
        noting.balloon("vm2", 210 * MIB);
        host.free = 150 * MIB;

        assertThat(restore(false)).isFalse();
        assertThat(said.get(0))
                .isEqualTo("vm2: balloon stays at 210 instead of 512 MiB: the host has only 150 MiB free");
    }

    @Test
    void stuckBalloonIsGivenUpAndStaysNoted() throws IOException {
        noting.balloon("vm1", 1024 * MIB);
        host.observe(1);
        host.stuck = true;

        assertThat(restore(false)).isFalse();
        assertThat(said.get(0)).startsWith("vm1: balloon stays at 1024 instead of 512 MiB: ");
        assertThat(note.left()).hasSize(1);
    }

    @Test
    void refusalIsSaidAndStaysNoted() throws IOException {
        noting.pin("vm1", 0, CpuSet.of(2));
        host.answer = "internal error";

        assertThat(restore(false)).isFalse();
        assertThat(said.get(0)).isEqualTo("vCPU 0 of vm1 is not back on pCPU 0-3: internal error");
        assertThat(note.left()).hasSize(1);
    }

    @Test
    void nothingOfAnEarlierBootIsTouched() throws IOException {
        noting.pin("vm1", 0, CpuSet.of(2));
        note.close();
        Path file = dir.resolve(RestoreFolder.fileName("test:///default") + RestoreFolder.NOTE);
        Files.writeString(file, Files.readString(file).replaceFirst("boot \\S+", "boot other"));
        note = new RestoreFolder(dir).open("test:///default");

        assertThat(restore(false)).isTrue();
        assertThat(host.actions).isEmpty();
        assertThat(note.left()).isEmpty();
    }
}
