package io.equipoise.cli;

import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.Cases;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the cases, one a line: name, kind, and what it asks for. */
@Command(name = "cases", description = "Lists the cases, one a line: name, kind, and what it asks for.")
final class CasesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<Case> cases = Cases.shipped();
        int width = cases.stream()
                .mapToInt(testCase -> testCase.name().length())
                .max()
                .orElse(1);
        PrintWriter out = spec.commandLine().getOut();
        for (Case testCase : cases) {
            String name = String.format("%-" + width + "s", testCase.name());
            String kind = testCase.kind().name().toLowerCase(Locale.ROOT);
            out.printf("%s  %-6s  %s%n", Ansi.AUTO.text("@|bold " + name + "|@"), kind, testCase.title());
        }
        out.flush();
        return ExitCode.OK;
    }
}
