package io.equipoise.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void outputIsReturned() throws IOException {
        assertThat(Command.run(LONG, List.of("printf", "a\\nb\\n"))).isEqualTo("a\nb\n");
    }

    @Test
    void failureIsSaidInTheProgramsOwnWords() {
        assertThatThrownBy(() -> Command.run(LONG, List.of("sh", "-c", "echo no such domain >&2; exit 7")))
                .isInstanceOf(IOException.class)
                .hasMessage("sh: no such domain (exit 7)");
    }

    @Test
    void programThatOutlastsItsLimitIsKilled() {
        assertThatThrownBy(() -> Command.run(Duration.ofMillis(50), List.of("sleep", "600")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("sleep 600: no end");
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .noneMatch(child -> child.info().commandLine().orElse("").contains("sleep 600"));
    }
}
