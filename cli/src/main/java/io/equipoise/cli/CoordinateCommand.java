package io.equipoise.cli;

import io.equipoise.coordinator.explain.Narrator;
import io.equipoise.coordinator.host.OffSwitch;
import io.equipoise.coordinator.host.OffSwitchFile;
import io.equipoise.coordinator.libvirt.Coordination;
import io.equipoise.coordinator.libvirt.CoordinationOptions;
import io.equipoise.coordinator.loop.ActivePolicy;
import io.equipoise.coordinator.loop.LoopSettings;
import io.equipoise.recorder.libvirt.DomainGlob;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryBudget;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs policies on the real guests of a libvirt host. */
@Command(
        name = "coordinate",
        description = {
            "Runs policies on the real guests of a libvirt host, until the duration is over or Ctrl-C.",
            "Then affinities, balloons and report periods are put back as they were found; after a crash, restore does so."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:done, everything is as it was found",
            "1:done, but something could not be put back",
            "2:bad usage, or the host cannot be used"
        })
final class CoordinateCommand extends ConfiguredCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DecidingOptions policies;

    @Option(
            names = "--domains",
            paramLabel = "GLOB",
            description = "The domains that may be touched, such as 'aos_vm*' or '{web,db}'.")
    private @Nullable String domains;

    @Option(names = "--all", description = "All domains of the host may be touched.")
    private boolean all;

    @Option(names = "--uri", paramLabel = "URI", description = "The host (default: ${DEFAULT-VALUE}).")
    private String uri = "qemu:///system";

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Time between ticks, such as 500ms or 2s (default: 1s).")
    private Duration interval = Duration.ofSeconds(1);

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "How long to coordinate, such as 90s, 10m or 2h (default: until Ctrl-C).")
    private @Nullable Duration duration;

    @Option(
            names = "--memory-budget",
            paramLabel = "SIZE",
            converter = MemorySize.class,
            description = "What the guests may hold together, such as 3GiB (default: what the host has free).")
    private @Nullable Long memoryBudgetKiB;

    @Mixin
    private LimitOptions limits;

    @Option(names = "--pause-file", paramLabel = "FILE", description = "While this file is there, nothing is done.")
    private @Nullable Path pauseFile;

    @Option(
            names = "--failures",
            paramLabel = "N",
            description = "Ticks in a row at which a policy may fail before it stands down to none (default: 3).")
    private int failures = LoopSettings.FAILURES_ALLOWED;

    @Option(
            names = "--record",
            paramLabel = "DIR",
            description = "Record the run with its decisions as a trace in DIR; one that is there is continued.")
    private @Nullable Path record;

    @Option(names = "--keep", description = "Leave affinities and balloons as they are at the end.")
    private boolean keep;

    @Mixin
    private RestoreOptions restore;

    @Option(
            names = {"-v", "--verbose"},
            description = "Say each decision in a sentence, and its effect when it is seen.")
    private boolean verbose;

    @Override
    public Integer call() throws IOException {
        DomainGlob meant = meant();
        List<ActivePolicy> deciding = policies.policies();
        OffSwitch offSwitch = pauseFile == null ? OffSwitch.NONE : new OffSwitchFile(pauseFile);
        LoopSettings settings = LoopSettings.live(
                        limits.limits(), new MemoryBudget(memoryBudgetKiB), interval, deciding.size(), offSwitch)
                .standingDownAfter(failures());
        PrintWriter out = spec.commandLine().getOut();
        Narrator narrator = new Narrator(verbose || policies.dryRun() ? printer(out) : line -> {});
        Coordination coordination = new Coordination(
                new CoordinationOptions(uri, meant, interval, duration, deciding, settings, keep, record),
                restore.folder(),
                narrator,
                this::say);
        boolean asFound;
        try (EndOnSignal end = new EndOnSignal(coordination::stop)) {
            asFound = coordination.run();
            say(narrator.summary());
        }
        if (record != null) {
            out.println(record);
            out.flush();
        }
        return asFound ? ExitCode.OK : ExitCode.FAILED;
    }

    /** Nothing is touched by default: who forgets to say which guests are meant does not mean all. */
    private DomainGlob meant() {
        if (domains != null && all) {
            throw new InputException("--domains and --all exclude each other");
        }
        if (domains == null && !all) {
            throw new InputException("say which domains may be touched: --domains GLOB, such as 'aos_vm*', or --all; "
                    + "without it a forgotten word would change every guest of the host");
        }
        return domains == null ? DomainGlob.ALL : DomainGlob.of(domains);
    }

    private int failures() {
        if (failures < 1) {
            throw new InputException("--failures " + failures + ": a policy stands down after one failure or more");
        }
        return failures;
    }

    private static Consumer<String> printer(PrintWriter out) {
        return line -> {
            out.println(line);
            out.flush();
        };
    }

    private void say(String message) {
        PrintWriter messages = spec.commandLine().getErr();
        messages.println("equipoise: " + message);
        messages.flush();
    }
}
