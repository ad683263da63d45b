package io.equipoise.coordinator.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.FakeHost;
import io.equipoise.coordinator.restore.Found.Affinity;
import io.equipoise.coordinator.restore.Found.Balloon;
import io.equipoise.traces.CpuSet;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotingHostTest {
    private static final long MIB = 1024;

    private final FakeHost host = new FakeHost(4).with("vm1", 512 * MIB, tick -> 200 * MIB);

    @TempDir
    Path dir;

    private NoteFile note;
    private NotingHost noting;

    @BeforeEach
    void open() throws IOException {
        note = new RestoreFolder(dir).open("test:///default");
        note.begin();
        noting = new NotingHost(host, note);
    }

    @AfterEach
    void close() throws IOException {
        note.close();
    }

    @Test
    void whatWasThereBeforeTheFirstChangeIsNoted() {
        noting.observe(0);
        assertThat(noting.pin("vm1", 0, CpuSet.of(2))).isEqualTo("ok");
        assertThat(noting.balloon("vm1", 600 * MIB)).isEqualTo("ok");
        noting.observe(1);
        noting.pin("vm1", 0, CpuSet.of(3));
        noting.balloon("vm1", 700 * MIB);

        assertThat(host.actions)
                .containsExactly("pin vm1 2", "balloon vm1 " + 600 * MIB, "pin vm1 3", "balloon vm1 " + 700 * MIB);
        assertThat(note.left()).hasSize(2);
        assertThat(note.left().get(0))
                .isInstanceOfSatisfying(
                        Affinity.class, found -> assertThat(found.before()).isEqualTo(CpuSet.parse("0-3")));
        assertThat(note.left().get(1))
                .isInstanceOfSatisfying(
                        Balloon.class, found -> assertThat(found.before()).isEqualTo(512 * MIB));
    }

    @Test
    void newStartOfADomainIsNotedByItself() {
        noting.observe(0);
        noting.pin("vm1", 0, CpuSet.of(2));
        host.restart("vm1");
        noting.observe(1);
        noting.pin("vm1", 0, CpuSet.of(2));

        assertThat(note.left()).extracting(found -> found.start().id()).containsExactly(1, 2);
    }

    @Test
    void whatIsUnknownBeforeIsNotChanged() {
        assertThat(noting.pin("vm1", 0, CpuSet.of(2))).startsWith("not done: the affinity before is unknown");
        noting.observe(0);
        assertThat(noting.pin("vm1", 5, CpuSet.of(2))).startsWith("not done: the affinity before is unknown");
        assertThat(noting.balloon("vm9", 600 * MIB)).startsWith("not done: the balloon before is unknown");

        assertThat(host.actions).isEmpty();
        assertThat(note.left()).isEmpty();
    }

    @Test
    void whatCannotBeNotedIsNotChanged() throws IOException {
        noting.observe(0);
        note.close();

        assertThat(noting.pin("vm1", 0, CpuSet.of(2))).startsWith("not done: what was there before cannot be noted");
        assertThat(host.actions).isEmpty();
    }
}
