package io.equipoise.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateFolderTest {

    @Test
    void namedFolderWins() {
        assertThat(StateFolder.locate(Map.of("EQUIPOISE_STATE", "/srv/bed", "XDG_STATE_HOME", "/x"), "root", "/root"))
                .isEqualTo(new StateFolder(Path.of("/srv/bed")));
    }

    @Test
    void rootKeepsItsStateWithTheSystem() {
        assertThat(StateFolder.locate(Map.of("EQUIPOISE_STATE", "", "XDG_STATE_HOME", "/x"), "root", "/root"))
                .isEqualTo(new StateFolder(Path.of("/var/lib/equipoise/testbed")));
    }

    @Test
    void userKeepsStateAtHome() {
        assertThat(StateFolder.locate(Map.of(), "ann", "/home/ann"))
                .isEqualTo(new StateFolder(Path.of("/home/ann/.local/state/equipoise/testbed")));
        assertThat(StateFolder.locate(Map.of("HOME", "/else/ann"), "ann", "/home/ann"))
                .isEqualTo(new StateFolder(Path.of("/else/ann/.local/state/equipoise/testbed")));
        assertThat(StateFolder.locate(Map.of("XDG_STATE_HOME", "/states"), "ann", "/home/ann"))
                .isEqualTo(new StateFolder(Path.of("/states/equipoise/testbed")));
    }
}
