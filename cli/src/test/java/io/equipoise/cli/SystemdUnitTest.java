package io.equipoise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped unit, checked by systemd's own tools and run by a system manager of its own, in a container of this machine. */
final class SystemdUnitTest {
    private static final Path UNIT = Path.of("..", "packaging", "equipoise-record.service");
    private static final Path CONFIGURATION = Path.of("..", "packaging", "record.yaml");
    private static final String INSTALLED = "/opt/equipoise/equipoise";
    private static final long LIMIT_SECONDS = 300;

    @TempDir
    private Path folder;

    @Test
    void unitIsWithoutFault() throws Exception {
        assumeTool("systemd-analyze");
        Path launcher = Path.of("..", "equipoise").toAbsolutePath().normalize();
        Path unit = folder.resolve("equipoise-record.service");
        Files.writeString(
                unit,
                Files.readString(UNIT)
                        .replace(INSTALLED, launcher.toString())
                        .replace(
                                "/opt/equipoise/docs",
                                launcher.resolveSibling("docs").toString()));

        String said = run("systemd-analyze", "verify", unit.toString());

        assertThat(said.lines().filter(line -> line.contains("equipoise-record")))
                .isEmpty();
    }

    /** Started, reloaded, killed, started again by the manager, and stopped, as an ordinary user with no capability. */
    @Test
    void serviceRunsUnderItsManagerAndOutlivesAKill() throws Exception {
        assumeTool("systemd-nspawn");
        assumeTrue("root".equals(System.getProperty("user.name")), "skipped: a container needs root");
        Path java = Path.of(System.getProperty("java.home")).toRealPath();
        assumeTrue(java.startsWith("/usr"), "skipped: Java is not below /usr, which is all that the container has");

        List<String> said = boot(java).lines().toList();

        assertThat(said)
                .contains(
                        "started: active restarts=0 result=success",
                        "reloaded: active restarts=0 result=success",
                        "segments: 1",
                        "restarted: active restarts=1 result=success",
                        "stopped: inactive restarts=1 result=success",
                        "journals: 0",
                        "CapEff:\t0000000000000000",
                        "NoNewPrivs:\t1",
                        "Seccomp:\t2")
                .noneMatch(line -> line.startsWith("Uid:\t0\t") || line.endsWith(" failed") || line.equals("no tick"))
                .anyMatch(line -> line.startsWith("status: recording test:///default into "))
                .anyMatch(line -> line.startsWith("log: ") && line.contains("continuing "));
        String kept = said.stream()
                .filter(line -> line.startsWith("log: ") && line.contains("recovered "))
                .findFirst()
                .orElseThrow();
        System.out.println("FAULT the service's recorder killed (kill -9) under systemd -> started again by it; "
                + kept.substring(kept.indexOf("recovered ")));
    }

    /** What the check in the container wrote. */
    private String boot(Path java) throws IOException, InterruptedException {
        Path opt = Files.createDirectories(folder.resolve("opt"));
        Path etc = Files.createDirectories(folder.resolve("etc"));
        Path out = Files.createDirectories(folder.resolve("out"));
        List<String> command = new ArrayList<>(List.of("systemd-nspawn", "--quiet", "--directory=/", "--volatile=yes"));
        command.addAll(List.of("--register=no", "--keep-unit", "--link-journal=no"));
        StringBuilder classPath = new StringBuilder();
        int number = 0;
        for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (Files.exists(Path.of(element))) {
                String inside = "/opt/equipoise-lib/" + number++ + (element.endsWith(".jar") ? ".jar" : "");
                command.add("--bind-ro=" + Path.of(element).toRealPath() + ":" + inside);
                classPath.append(inside).append(':');
            }
        }
        Path launcher = Files.writeString(
                opt.resolve("equipoise"),
                "#!/bin/sh\nexec " + java + "/bin/java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp " + classPath + " "
                        + Equipoise.class.getName() + " \"$@\"\n");
        assertThat(launcher.toFile().setExecutable(true, false)).isTrue();
        Files.writeString(
                etc.resolve("record.yaml"),
                Files.readString(CONFIGURATION).replace("qemu:///system", "test:///default"));
        Path check = Files.copy(Path.of("src/test/resources/unit-check.sh"), folder.resolve("check.sh"));
        Path unit = Files.writeString(
                folder.resolve("check.service"),
                "[Service]\nType=oneshot\nStandardOutput=file:/out/said\nExecStart=/bin/sh /check.sh\n");
        command.add("--bind-ro=" + check + ":/check.sh");
        command.add("--bind-ro=" + opt + ":/opt/equipoise");
        command.add("--bind=" + out + ":/out");
        command.add("--bind-ro=" + etc + ":/etc/equipoise");
        command.add("--bind-ro=" + unit + ":/etc/systemd/system/check.service");
        command.add("--bind-ro=" + UNIT.toRealPath() + ":/etc/systemd/system/equipoise-record.service");
        try (Stream<Path> settings = Files.list(Path.of("/etc"))) {
            settings.filter(path -> path.getFileName().toString().startsWith("java-"))
                    .forEach(path -> command.add("--bind-ro=" + path));
        }
        command.addAll(List.of("--boot", "systemd.firstboot=off", "systemd.unit=check.service"));

        String booted = run(command.toArray(String[]::new));
        Path said = out.resolve("said");
        assumeTrue(Files.exists(said), () -> "skipped: no container boots here: " + booted);
        return Files.readString(said);
    }

    private static void assumeTool(String name) {
        boolean there = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        assumeTrue(there, "skipped: " + name + " is not installed");
    }

    /** All that it printed. */
    private String run(String... command) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroy();
            process.waitFor();
        }
        return Files.readString(output);
    }
}
