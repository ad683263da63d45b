package io.equipoise.coordinator.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.coordinator.policy.PolicyCatalogue;
import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.traces.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecSchemeTest {
    @TempDir
    Path folder;

    private static PolicyFactory named(String name) {
        return PolicyCatalogue.shipped().named(PolicyKind.CPU, name);
    }

    @Test
    void programIsAPolicyOfTheKindThatIsAskedFor() {
        PolicyFactory policy = named("exec:/bin/sh -c  true");
        assertThat(policy.name()).isEqualTo("exec:/bin/sh -c  true");
        assertThat(policy.kind()).isEqualTo(PolicyKind.CPU);
        assertThat(policy.bound()).isFalse();
        assertThat(((ExecFactory) policy).command()).containsExactly("/bin/sh", "-c", "true");
        assertThat(PolicyCatalogue.shipped().named("exec:sh"))
                .extracting(PolicyFactory::kind)
                .containsExactly(PolicyKind.CPU, PolicyKind.MEMORY);
    }

    @Test
    void programOnThePathIsFound() {
        assertThat(named("exec:sh")).isNotNull();
        assertThatThrownBy(() -> named("exec:no-such-program-anywhere"))
                .isInstanceOf(InputException.class)
                .hasMessage("exec:no-such-program-anywhere: there is no program 'no-such-program-anywhere'");
    }

    @Test
    void fileThatMayNotBeExecutedIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("policy.py"), "print()");
        assertThatThrownBy(() -> named("exec:" + file))
                .isInstanceOf(InputException.class)
                .hasMessage("exec:" + file + ": " + file + " may not be executed; use chmod +x");
        assertThatThrownBy(() -> named("exec:" + folder + "/missing"))
                .hasMessageContaining("there is no program '" + folder + "/missing'");
    }

    @Test
    void nameWithoutProgramIsRefused() {
        assertThatThrownBy(() -> named("exec: "))
                .isInstanceOf(InputException.class)
                .hasMessage("exec: : names no program; write for example exec:./policy.py");
    }
}
