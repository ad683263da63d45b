package io.equipoise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.Trace;
import io.equipoise.traces.TraceHeader;
import io.equipoise.traces.parquet.ParquetTraces;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Policies of a user's own, named on the command line: programs and jars. */
class OwnPoliciesTest {
    private static final Path TRACE = Path.of("..", "traces", "cases", "cpu-3");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Object... arguments) {
        String[] words = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
        return Equipoise.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
    }

    /** A program that answers every line with no change. */
    private Path program(String before) throws IOException {
        Path program = folder.resolve("policy.sh");
        Files.writeString(program, "#!/bin/sh\n" + before + """

            while read -r line; do
                tick=${line#*'"tick":'}
                echo "{\\"tick\\":${tick%%,*}}"
            done
            """);
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A folder with a jar whose policy {@code idle} does nothing about CPUs. */
    private Path plugins() throws IOException {
        Path source = folder.resolve("Idle.java");
        Files.writeString(source, """
            import io.equipoise.coordinator.policy.*;

            public final class Idle implements PolicyFactory {
                public String name() { return "idle"; }
                public PolicyKind kind() { return PolicyKind.CPU; }
                public String summary() { return "Does nothing at all."; }
                public Policy create() { return seen -> Plan.NOTHING; }
            }
            """);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                folder.toString(),
                                source.toString()))
                .isZero();
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        try (OutputStream file = Files.newOutputStream(plugins.resolve("idle.jar"));
                ZipOutputStream jar = new ZipOutputStream(file)) {
            jar.putNextEntry(new ZipEntry("Idle.class"));
            jar.write(Files.readAllBytes(folder.resolve("Idle.class")));
            jar.putNextEntry(new ZipEntry("META-INF/services/io.equipoise.coordinator.policy.PolicyFactory"));
            jar.write("Idle".getBytes(StandardCharsets.UTF_8));
        }
        return plugins;
    }

    @Test
    void programIsReplayedLikeAnyPolicy() throws IOException {
        String policy = "exec:" + program("");
        assertThat(run("replay", TRACE, "--policy", policy + ",none", "--out", folder.resolve("replays")))
                .as("%s", err)
                .isZero();

        List<Path> written = out.toString().lines().map(Path::of).toList();
        assertThat(written)
                .hasSize(2)
                .first()
                .satisfies(path -> assertThat(path.getFileName().toString())
                        .startsWith("exec-")
                        .endsWith("-policy.sh"));
        assertThat(ParquetTraces.open(written.get(0)).header().policy()).isEqualTo(policy);
    }

    @Test
    void programIsEvaluatedWithItsArguments() throws IOException {
        String policy = "exec:" + program("[ \"$1\" = --quiet ] || exit 1") + " --quiet";
        assertThat(run("evaluate", TRACE, "--policies", policy, "--fail-on", policy, "--out", folder.resolve("report")))
                .as("%s", err)
                .isZero();
        assertThat(out.toString()).contains(policy).contains("pass");
    }

    @Test
    void programThatIsNotThereIsRefusedInOneLine() {
        assertThat(run("evaluate", TRACE, "--policies", "exec:./missing.py", "--out", folder.resolve("report")))
                .isEqualTo(ExitCode.UNUSABLE);
        assertThat(err.toString().lines())
                .containsExactly("equipoise: exec:./missing.py: there is no program './missing.py'");
    }

    @Test
    void programOfNoKnownKindIsRefusedOutsideCases() throws IOException {
        Path log = folder.resolve("plain");
        ParquetTraces.write(log, withoutCase());
        assertThat(run("replay", log, "--policy", "exec:sh", "--out", folder.resolve("replay")))
                .isEqualTo(ExitCode.UNUSABLE);
        assertThat(err.toString()).contains("exec:sh: may decide about CPUs or about memory; say which by --case");
    }

    private static MemoryTrace withoutCase() {
        Trace trace = ParquetTraces.open(TRACE);
        TraceHeader header = trace.header();
        List<Sample> samples = new ArrayList<>();
        trace.samples().forEach(samples::add);
        return new MemoryTrace(
                new TraceHeader(
                        header.source(),
                        header.created(),
                        header.host(),
                        header.intervalMillis(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                samples,
                List.of(),
                List.of(),
                List.of());
    }

    @Test
    void policyOfAJarIsListedAndReplayed() throws IOException {
        Path plugins = plugins();
        assertThat(run("policies", "--plugins", plugins)).isZero();
        assertThat(out.toString()).containsPattern("idle +cpu +Does nothing at all\\.");
        assertThat(run("replay", TRACE, "--plugins", plugins, "--policy", "idle", "--out", folder.resolve("replay")))
                .as("%s", err)
                .isZero();
        assertThat(ParquetTraces.open(folder.resolve("replay")).header().policy())
                .isEqualTo("idle");
        assertThat(run(
                        "evaluate",
                        TRACE,
                        "--plugins",
                        plugins,
                        "--policies",
                        "idle",
                        "--out",
                        folder.resolve("report")))
                .as("%s", err)
                .isZero();
    }

    @Test
    void folderWithoutPluginsIsRefusedInOneLine() {
        for (List<Object> command : List.of(
                List.<Object>of("policies"),
                List.<Object>of("evaluate", TRACE, "--out", folder.resolve("report")),
                List.<Object>of("replay", TRACE, "--policy", "none", "--out", folder.resolve("replay")),
                List.<Object>of("trial", "cpu-3", "--policy", "none", "--out", folder.resolve("trial")))) {
            List<Object> words = new ArrayList<>(command);
            words.addAll(List.of("--plugins", folder));
            assertThat(run(words.toArray())).isEqualTo(ExitCode.UNUSABLE);
        }
        assertThat(err.toString().lines())
                .hasSize(4)
                .containsOnly("equipoise: " + folder + ": holds no plugin; put jars with policies there");
    }

    @Test
    @Timeout(120)
    void programEndsWithTheCommandThatIsToldToEnd() throws IOException, InterruptedException {
        Path pid = folder.resolve("pid");
        Path program = program(
                "echo $$ >" + pid + ".new; mv " + pid + ".new " + pid + "; trap '' TERM; while true; do sleep 1; done");
        try (CommandProcess command = CommandProcess.start(
                "replay", TRACE, "--policy", "exec:" + program, "--out", folder.resolve("replay"))) {
            while (!Files.exists(pid)) {
                Thread.onSpinWait();
            }
            long running = Long.parseLong(Files.readString(pid).strip());
            assertThat(ProcessHandle.of(running)).isPresent();
            command.terminate();
            assertThat(ProcessHandle.of(running).filter(OwnPoliciesTest::runs)).isEmpty();
        }
    }

    /** Whether it is more than a dead process whose parent has not asked for its status yet. */
    private static boolean runs(ProcessHandle process) {
        try {
            return !Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"))
                    .contains(") Z ");
        } catch (IOException e) {
            return false;
        }
    }
}
