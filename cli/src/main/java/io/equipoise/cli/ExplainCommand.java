package io.equipoise.cli;

import io.equipoise.coordinator.explain.Explanation;
import io.equipoise.coordinator.explain.Moment;
import io.equipoise.traces.format.TraceFormat;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what policies decided in a trace and why. */
@Command(
        name = "explain",
        description = {
            "Says what policies decided in a trace and why, one line a decision.",
            "With --at, everything about one tick: seen, planned, guarded, done, observed afterwards."
        })
final class ExplainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "TRACE", description = "A trace's directory.")
    private String trace;

    @Option(
            names = "--at",
            paramLabel = "TICK|TIME",
            description = "A tick's number, or a time such as 2026-03-01T12:00:05Z.")
    private @Nullable String at;

    @Option(names = "--domain", paramLabel = "D", description = "Only this domain, by name or UUID.")
    private @Nullable String domain;

    @Override
    public Integer call() {
        Moment moment = at == null ? null : Moment.parse(at);
        Explanation explanation = new Explanation(TraceFormat.open(trace));
        PrintWriter out = spec.commandLine().getOut();
        List<String> lines = moment == null ? explanation.all(domain) : explanation.at(moment, domain);
        lines.forEach(out::println);
        out.flush();
        return ExitCode.OK;
    }
}
