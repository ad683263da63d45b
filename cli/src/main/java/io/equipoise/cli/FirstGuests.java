package io.equipoise.cli;

import io.equipoise.traces.InputException;
import io.equipoise.traces.readings.ImportOptions;
import io.equipoise.traces.readings.ImportProgress;
import picocli.CommandLine.Option;

/** How many of a source's guests are imported. */
final class FirstGuests {
    @Option(
            names = "--guests",
            paramLabel = "N",
            description = "Keep only the first N guests, in the source's order; by default all.")
    private int most = Integer.MAX_VALUE;

    ImportOptions options(ImportProgress progress) {
        if (most < 1) {
            throw new InputException("--guests " + most + ": a trace has at least one guest");
        }
        return new ImportOptions(most, progress);
    }
}
