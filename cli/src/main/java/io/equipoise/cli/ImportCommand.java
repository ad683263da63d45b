package io.equipoise.cli;

import io.equipoise.traces.azure.AzureReadings;
import io.equipoise.traces.bitbrains.BitbrainsFiles;
import io.equipoise.traces.domstats.DomstatsTrace;
import io.equipoise.traces.monitor.MonitorLogs;
import io.equipoise.traces.opendc.OpenDcWorkloads;
import io.equipoise.traces.planetlab.PlanetLabDays;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    /** Imports Bitbrains' traces of the Grid Workloads Archive. */
    @Command(
            name = "bitbrains",
            description = "Imports GWA-T-12 of Bitbrains: a file for each VM, columns parted by semicolons.")
    int bitbrains(
            @Parameters(
                            paramLabel = "PATH",
                            arity = "1..*",
                            description = "Files, or a folder of them such as fastStorage/2013-8 or rnd.")
                    List<Path> sources,
            @Mixin FirstGuests guests,
            @Mixin ImportTarget target) {
        return target.write(progress -> BitbrainsFiles.read(sources, guests.options(progress)));
    }

    /** Imports an OpenDC workload. */
    @Command(
            name = "opendc",
            description = "Imports an OpenDC workload: a folder with tasks.parquet and fragments.parquet.")
    int opendc(
            @Parameters(paramLabel = "DIR", description = "The workload's folder.") Path folder,
            @Mixin FirstGuests guests,
            @Mixin ImportTarget target) {
        return target.write(progress -> OpenDcWorkloads.read(folder, guests.options(progress)));
    }

    /** Imports CPU readings of an Azure VM trace. */
    @Command(
            name = "azure",
            description = {
                "Imports CPU readings of an Azure VM trace, V1 or V2, plain or gzip.",
                "The whole trace holds more VMs than one host's: say with --guests how many."
            })
    int azure(
            @Parameters(
                            paramLabel = "PATH",
                            arity = "1..*",
                            description = "Files of readings, or a folder with them and vmtable.csv.")
                    List<Path> sources,
            @Option(
                            names = "--vmtable",
                            paramLabel = "FILE",
                            description =
                                    "The table that tells each VM's cores and memory; by default the folder's own.")
                    @Nullable
                    Path vmTable,
            @Mixin FirstGuests guests,
            @Mixin ImportTarget target) {
        return target.write(progress -> AzureReadings.read(sources, vmTable, guests.options(progress)));
    }

    /** Imports what virsh domstats printed. */
    @Command(
            name = "domstats",
            description = {
                "Imports what 'virsh domstats' printed again and again into one file.",
                "A line of 'date --iso-8601=ns' before each call tells when it was."
            })
    int domstats(
            @Parameters(paramLabel = "FILE", description = "The text.") Path file,
            @Option(
                            names = "--interval",
                            paramLabel = "TIME",
                            converter = TimeConverter.class,
                            description = "Time between calls; by default as the file's times tell, or 1s.")
                    @Nullable
                    Duration interval,
            @Mixin ImportTarget target) {
        return target.write(progress -> DomstatsTrace.read(file, interval, progress));
    }
}
