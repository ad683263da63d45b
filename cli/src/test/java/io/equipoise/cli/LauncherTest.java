package io.equipoise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
    /** What keeps the optimising compiler away. */
    private static final String QUICK = "-XX:TieredStopAtLevel=1";

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
        assertThat(launch(dir, link, "--version"))
                .contains("older than Java 17")
                .hasLineCount(1);
        Files.delete(link);
    }

    @Test
    void onlyAnEvaluationOfOtherTracesIsCompiledToTheEnd(@TempDir Path dir) throws Exception {
        tool(dir, "java", "echo \"$@\"; exit 2");
        Path built = built(dir);
        Path there = Files.createDirectories(dir.resolve("there"));

        assertThat(launch(dir, built, "evaluate")).contains(QUICK);
        assertThat(launch(dir, built, "evaluate", "--out", there.toString())).contains(QUICK);
        assertThat(launch(dir, built, "evaluate", there.toString())).doesNotContain(QUICK);
        assertThat(launch(dir, built, "evaluate", "monitor:a.log")).doesNotContain(QUICK);
    }

    /** A checkout whose build is newer than its sources. */
    private static Path built(Path dir) throws IOException {
        Path home = Files.createDirectories(dir.resolve("home"));
        Files.createDirectories(home.resolve(".mvn"));
        Files.createDirectories(home.resolve("module/src/main"));
        Files.createFile(home.resolve("pom.xml"));
        Files.createFile(home.resolve("module/pom.xml"));
        Path target = Files.createDirectories(home.resolve("cli/target"));
        Files.createFile(target.resolve("equipoise.jar"));
        Path stamp = Files.writeString(
                target.resolve("equipoise.stamp"), dir.toRealPath().resolve("bin/java") + "\n");
        Files.setLastModifiedTime(stamp, FileTime.from(Instant.now().plusSeconds(60)));
        return Files.copy(launcher(), home.resolve("equipoise"), StandardCopyOption.COPY_ATTRIBUTES);
    }

    /** Starts the launcher with this Java home; returns what it said, having seen that it ended with 2. */
    private static String launch(Path javaHome) throws Exception {
        return launch(javaHome, launcher(), "--version");
    }

    private static String launch(Path javaHome, Path launcher, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
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
