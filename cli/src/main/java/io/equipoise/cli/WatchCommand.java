package io.equipoise.cli;

import io.equipoise.recorder.libvirt.DomainGlob;
import io.equipoise.recorder.sample.SamplerOptions;
import io.equipoise.traces.monitor.LogKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a host's guests do, as they do it. */
@Command(
        name = "watch",
        description = {
            "Shows what a libvirt host's guests do, live in the terminal, until q or Ctrl-C.",
            "Usage is of the newest second, demand of the newest 10 ticks. It only looks, unless guests are to be asked to"
                    + " report their memory."
        })
final class WatchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--uri", paramLabel = "URI", description = "The host (default: ${DEFAULT-VALUE}).")
    private String uri = "qemu:///system";

    @Option(
            names = "--domains",
            paramLabel = "GLOB",
            description = "The domains to show, such as 'aos_vm*' (default: all that run).")
    private String domains = "*";

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description =
                    "Time between samples, such as 500ms or 2s (default: 1s; of memory logs 2s, as their monitor).")
    private @Nullable Duration interval;

    @Option(
            names = "--plain",
            paramLabel = "KIND",
            arity = "0..1",
            fallbackValue = "cpu-summary",
            preprocessor = AttachedValue.class,
            converter = LogKindConverter.class,
            completionCandidates = LogKindConverter.Names.class,
            description = {
                "Print a monitor's lines instead, as without a terminal: ${COMPLETION-CANDIDATES} (default:"
                        + " ${FALLBACK-VALUE})."
            })
    private @Nullable LogKind plain;

    @Option(
            names = "--set-stats-period",
            description = "Ask guests to report their memory at the interval; afterwards they report as before.")
    private boolean setStatsPeriod;

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "A trace's directory instead of a host.")
    private @Nullable Path directory;

    @Override
    public Integer call() throws IOException {
        LogKind kind = plain == null && !Terminal.stdout() ? LogKind.CPU_SUMMARY : plain;
        try (Watched watched = watched(kind);
                EndOnSignal end = new EndOnSignal(watched::stop)) {
            WatchScreen screen = kind == null ? WatchScreen.open(watched::stop) : null;
            if (screen != null) {
                new WatchView(watched).run(screen);
            } else {
                new WatchLines(watched, kind == null ? LogKind.CPU_SUMMARY : kind, spec.commandLine()).run();
            }
        }
        return ExitCode.OK;
    }

    private Watched watched(@Nullable LogKind kind) {
        DomainGlob glob = DomainGlob.of(domains);
        if (directory != null) {
            refuseWithDirectory("--uri", "--interval", "--set-stats-period");
            return new WatchedTrace(directory, glob, kind != null);
        }
        Duration usual = Duration.ofMillis(kind == null ? LogKind.CPU_SUMMARY.intervalMillis() : kind.intervalMillis());
        Duration every = interval == null ? usual : interval;
        return new WatchedHost(
                new SamplerOptions(uri, glob, every, SamplerOptions.defaultDeadline(every), setStatsPeriod, false));
    }

    private void refuseWithDirectory(String... options) {
        for (String option : options) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new ParameterException(
                        spec.commandLine(), option + " is for a host, but " + directory + " is to be shown");
            }
        }
    }
}
