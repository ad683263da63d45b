package io.equipoise.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.testbed.Setup.DaemonKind;
import io.equipoise.traces.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetupTest {

    @TempDir
    Path dir;

    @Test
    void readyMachineNamesItsDaemon() throws IOException {
        write("""
                state=ready
                daemon=private
                uri=qemu+unix:///system?socket=/bed/libvirt/run/libvirt-sock
                accelerator=tcg
                kernel=6.1.0
                """);

        assertThat(Setup.missing(folder())).isEmpty();
        assertThat(Setup.read(folder()))
                .isEqualTo(new Setup(
                        DaemonKind.PRIVATE,
                        "qemu+unix:///system?socket=/bed/libvirt/run/libvirt-sock",
                        "tcg",
                        "6.1.0"));
    }

    @Test
    void reasonOfASkippedSetupIsHandedOn() throws IOException {
        write("state=skipped\nreason=not installed: cpio; run testbed/setup as root once\n");

        assertThat(Setup.missing(folder())).contains("not installed: cpio; run testbed/setup as root once");
        assertThatThrownBy(() -> Setup.read(folder()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("not installed: cpio");
    }

    @Test
    void machineWithoutSetupIsToldToRunIt() throws IOException {
        assertThat(Setup.missing(folder()))
                .hasValueSatisfying(reason -> assertThat(reason).contains("run testbed/setup"));
    }

    @Test
    void incompleteStateIsRefused() throws IOException {
        write("state=ready\ndaemon=private\n");

        assertThatThrownBy(() -> Setup.read(folder()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("names no uri");
    }

    private StateFolder folder() {
        return new StateFolder(dir);
    }

    private void write(String state) throws IOException {
        Files.writeString(folder().state(), state);
    }
}
