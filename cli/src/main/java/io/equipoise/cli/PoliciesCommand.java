package io.equipoise.cli;

import io.equipoise.coordinator.policy.PolicyFactory;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the policies, one a line: name, kind, and what it does. */
@Command(name = "policies", description = "Lists the policies, one a line: name, kind, and what it does.")
final class PoliciesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private PolicyOptions known;

    @Override
    public Integer call() {
        List<PolicyFactory> policies = known.catalogue().all();
        int width = policies.stream()
                .mapToInt(policy -> policy.name().length())
                .max()
                .orElse(1);
        PrintWriter out = spec.commandLine().getOut();
        for (PolicyFactory policy : policies) {
            String name = String.format("%-" + width + "s", policy.name());
            String kind = policy.kind().name().toLowerCase(Locale.ROOT);
            out.printf("%s  %-6s  %s%n", Ansi.AUTO.text("@|bold " + name + "|@"), kind, policy.summary());
        }
        out.flush();
        return ExitCode.OK;
    }
}
