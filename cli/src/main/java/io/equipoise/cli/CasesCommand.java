package io.equipoise.cli;

import io.equipoise.traces.InputException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the cases, one a line: name, kind, and what it asks for. */
@Command(name = "cases", description = "Lists the cases, one a line: name, kind, and what it asks for.")
final class CasesCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new InputException("cases is not part of this version");
    }
}
