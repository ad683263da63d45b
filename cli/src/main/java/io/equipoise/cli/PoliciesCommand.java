package io.equipoise.cli;

import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.coordinator.policy.Setting;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the policies, one a line: name, kind, and what it does. */
@Command(name = "policies", description = "Lists the policies, one a line: name, kind, and what it does.")
final class PoliciesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private PolicyOptions known;

    @Option(names = "--settings", description = "List instead what each can be given, as in headroom:margin=60.")
    private boolean settings;

    @Override
    public Integer call() {
        List<PolicyFactory> policies = known.catalogue().all();
        if (settings) {
            listSettings(policies);
            return ExitCode.OK;
        }
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

    private void listSettings(List<PolicyFactory> policies) {
        AlignedText table = new AlignedText().row("policy", "setting", "standard", "allowed", "unit", "what it is");
        for (PolicyFactory policy : policies) {
            for (Setting setting : policy.settings()) {
                table.row(
                        policy.name(),
                        setting.name(),
                        Setting.text(setting.standard()),
                        setting.range(),
                        setting.unit().isEmpty() ? "-" : setting.unit(),
                        setting.summary());
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        table.print(out);
        out.flush();
    }
}
