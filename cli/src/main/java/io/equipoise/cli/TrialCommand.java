package io.equipoise.cli;

import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.Cases;
import io.equipoise.testbed.StateFolder;
import io.equipoise.testbed.Testbed;
import io.equipoise.testbed.trial.Trial;
import io.equipoise.traces.parquet.NewDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays a case on real guests of the testbed under a policy and records it as a trace. */
@Command(
        name = "trial",
        description = "Plays a case on real guests of the testbed under a policy and records it as a trace.")
final class TrialCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private PolicyOptions known;

    @Parameters(paramLabel = "CASE", description = "A case's name (see cases) or YAML file.")
    private String testCase;

    @SuppressWarnings("NullAway.Init")
    @Option(
            names = "--policy",
            required = true,
            paramLabel = "POLICY",
            description = "What acts (see policies; exec:PROGRAM is one of your own).")
    private String policy;

    @SuppressWarnings("NullAway.Init")
    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the trace goes; new or empty.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        Case played = Cases.named(testCase);
        PolicyFactory acting = known.catalogue().live(played.kind(), policy);
        NewDirectory.require(out);
        try (Testbed testbed = Testbed.open(StateFolder.locate(), this::say)) {
            play(testbed, new Trial(testbed, played, acting, this::say));
        }
        PrintWriter results = spec.commandLine().getOut();
        results.println(out);
        results.flush();
        return ExitCode.OK;
    }

    private void play(Testbed testbed, Trial trial) throws IOException {
        try (EndOnSignal end = new EndOnSignal(trial::stop)) {
            try {
                trial.run(out);
            } finally {
                testbed.down();
            }
        }
    }

    private void say(String message) {
        PrintWriter messages = spec.commandLine().getErr();
        messages.println("equipoise: " + message);
        messages.flush();
    }
}
