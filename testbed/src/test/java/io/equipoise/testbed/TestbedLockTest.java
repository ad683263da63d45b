package io.equipoise.testbed;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.traces.InputException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestbedLockTest {

    @TempDir
    Path dir;

    @Test
    void secondUserIsRefusedUntilTheFirstHasEnded() throws IOException {
        StateFolder folder = new StateFolder(dir.resolve("bed"));
        try (TestbedLock held = TestbedLock.take(folder)) {
            assertThatThrownBy(() -> TestbedLock.take(folder))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("is in use");
        }
        assertThatCode(() -> TestbedLock.take(folder).close()).doesNotThrowAnyException();
    }
}
