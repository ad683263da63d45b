package io.equipoise.replay.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.replay.cases.Cases;
import io.equipoise.traces.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceSourceTest {
    @TempDir
    Path folder;

    @Test
    void eachCaseShipsOneTraceAndMemoryCasesAReference() throws IOException {
        for (String name : Cases.names()) {
            Files.createDirectory(folder.resolve(name));
            Files.createDirectory(folder.resolve(name + "-maximum"));
        }

        List<TraceSource> shipped = TraceSource.shipped(folder);

        assertThat(shipped).hasSize(Cases.names().size());
        assertThat(shipped)
                .contains(new TraceSource("cpu-5", folder.resolve("cpu-5").toString(), null))
                .contains(new TraceSource(
                        "memory-3-maximum",
                        folder.resolve("memory-3-maximum").toString(),
                        folder.resolve("memory-3").toString()));
    }

    @Test
    void aMissingTraceIsNamedWithItsCase() {
        assertThatThrownBy(() -> TraceSource.shipped(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(folder.resolve("cpu-1").toString())
                .hasMessageContaining("case cpu-1");
    }

    @Test
    void argumentsAreCalledByTheirLastPartUnlessThatIsTaken() {
        assertThat(TraceSource.of(List.of("a/run/", "monitor:logs/x.log", "b/run")))
                .extracting(TraceSource::name)
                .containsExactly("run", "x.log", "b/run");
    }

    @Test
    void theSameArgumentTwiceIsRefused() {
        assertThatThrownBy(() -> TraceSource.of(List.of("a", "a")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("a: named twice");
    }
}
