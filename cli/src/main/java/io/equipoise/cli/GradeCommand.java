package io.equipoise.cli;

import io.equipoise.traces.InputException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Grades a trace against the expectations of a case. */
@Command(name = "grade", description = "Grades a trace against the expectations of a case.")
final class GradeCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new InputException("grade is not part of this version");
    }
}
