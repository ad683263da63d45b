package io.equipoise.coordinator.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OffSwitchFileTest {
    @TempDir
    Path folder;

    @Test
    void fileThatIsTherePausesUntilItIsGone() throws IOException {
        Path file = folder.resolve("off");
        OffSwitch offSwitch = new OffSwitchFile(file);
        assertThat(offSwitch.paused()).isNull();
        Files.createFile(file);
        assertThat(offSwitch.paused()).isEqualTo("all actions are paused by " + file);
        Files.delete(file);
        assertThat(offSwitch.paused()).isNull();
    }

    @Test
    void folderThatIsNotThereIsNoFile() {
        assertThat(new OffSwitchFile(folder.resolve("nowhere").resolve("off")).paused())
                .isNull();
    }

    @Test
    void whatCannotBeToldPauses() throws IOException {
        // A name on the way that is a file, not a folder, is as good as a folder that may not be read.
        Path file = Files.createSymbolicLink(folder.resolve("loop"), folder.resolve("loop"));
        assertThat(new OffSwitchFile(file).paused()).isNotNull();
    }
}
