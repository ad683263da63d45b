package io.equipoise.testbed.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrialFolderTest {
    @TempDir
    Path dir;

    @Test
    void traceHasItsNameOnlyOnceItsTrialIsOver() throws IOException {
        TrialFolder folder = new TrialFolder(dir);
        Path trace = folder.begin("cpu-1", "steady", 2);
        Files.createDirectories(trace);
        assertThat(folder.has("cpu-1", "steady", 2)).isFalse();
        assertThat(folder.tries("cpu-1", "steady")).isEmpty();

        folder.finish("cpu-1", "steady", 2);

        assertThat(folder.has("cpu-1", "steady", 2)).isTrue();
        assertThat(folder.tries("cpu-1", "steady")).containsExactly(2);
        assertThat(dir.resolve("cpu-1/steady/2")).isDirectory();
    }

    @Test
    void whatAnInterruptedTrialLeftIsGoneWhenItIsDoneAgain() throws IOException {
        TrialFolder folder = new TrialFolder(dir);
        Path left = folder.begin("cpu-1", "steady", 1);
        Files.createDirectories(left.resolve("vcpu"));
        Files.writeString(left.resolve("vcpu/half"), "written");

        assertThat(folder.begin("cpu-1", "steady", 1)).isEqualTo(left).doesNotExist();
    }

    @Test
    void triesCountAsNumbers() throws IOException {
        TrialFolder folder = new TrialFolder(dir);
        for (int attempt : new int[] {10, 9, 1}) {
            Files.createDirectories(folder.begin("cpu-1", "none", attempt));
            folder.finish("cpu-1", "none", attempt);
        }
        assertThat(folder.tries("cpu-1", "none")).containsExactly(1, 9, 10);
    }

    @Test
    void programsPathBecomesOneFolderBelowTheCase() {
        assertThat(new TrialFolder(dir)
                        .trace("cpu-1", "exec:../my policy.py", 1)
                        .getParent()
                        .getParent())
                .isEqualTo(dir.resolve("cpu-1"));
        assertThat(new TrialFolder(dir).trace("cpu-1", "..", 1)).isEqualTo(dir.resolve("cpu-1/-../1"));
    }
}
