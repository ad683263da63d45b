package io.equipoise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {

    @Test
    void missingJavaIsOneLine(@TempDir Path dir) throws Exception {
        assertThat(launch(dir))
                .isEqualTo("equipoise: no Java found; install a JDK 17 or newer, or point JAVA_HOME at one\n");
    }

    @Test
    void oldJavaIsOneLine(@TempDir Path dir) throws Exception {
        tool(dir, "java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
        assertThat(launch(dir)).contains("older than Java 17").hasLineCount(1);
    }

    @Test
    void javaWithoutCompilerIsOneLine(@TempDir Path dir) throws Exception {
        tool(dir, "java", "echo 'openjdk version \"21\" 2023-09-19' >&2");
        assertThat(launch(dir)).contains("no Java compiler").hasLineCount(1);
    }

    @Test
    void launcherIsFoundThroughALink(@TempDir Path dir) throws Exception {
        tool(dir, "java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
        Path link = Files.createSymbolicLink(dir.resolve("link"), launcher());
        assertThat(launch(dir, link)).contains("older than Java 17").hasLineCount(1);
        Files.delete(link);
    }

    /** Starts the launcher with this Java home; returns what it said, having seen that it ended with 2. */
    private static String launch(Path javaHome) throws Exception {
        return launch(javaHome, launcher());
    }

    private static String launch(Path javaHome, Path launcher) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "--version").redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", javaHome.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(2);
        return said;
    }

    private static Path launcher() {
        return Path.of("..", "equipoise").toAbsolutePath().normalize();
    }

    private static void tool(Path dir, String name, String body) throws IOException {
        Path file = Files.createDirectories(dir.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
