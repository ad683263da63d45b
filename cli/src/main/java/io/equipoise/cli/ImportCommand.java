package io.equipoise.cli;

import io.equipoise.traces.monitor.MonitorLogs;
import io.equipoise.traces.planetlab.PlanetLabDays;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Turns logs and traces of other programs into a trace; each kind of source is a subcommand. */
@Command(name = "import", description = "Turns logs and public traces into a trace.")
final class ImportCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        String sources = String.join(", ", spec.subcommands().keySet());
        throw new ParameterException(spec.commandLine(), "no kind of source given; there are: " + sources);
    }

    /** Imports the text log of a CPU or memory monitor. */
    @Command(
            name = "monitor",
            description = "Imports the text log of a CPU or memory monitor, of any of the six known kinds.")
    int monitor(@Parameters(paramLabel = "FILE", description = "The log.") Path file, @Mixin ImportTarget target) {
        return target.write(progress -> MonitorLogs.read(file));
    }

    /** Imports a CoMon day of PlanetLab. */
    @Command(
            name = "planetlab",
            description = "Imports a day that CoMon measured on PlanetLab: a file for each VM, a percentage a line.")
    int planetlab(
            @Parameters(paramLabel = "DIR", description = "The day's folder.") Path folder,
            @Mixin FirstGuests guests,
            @Mixin ImportTarget target) {
        return target.write(progress -> PlanetLabDays.read(folder, guests.options(progress)));
    }
}
