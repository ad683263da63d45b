package io.equipoise.traces.format;

import io.equipoise.traces.InputException;
import io.equipoise.traces.Trace;
import io.equipoise.traces.azure.AzureReadings;
import io.equipoise.traces.bitbrains.BitbrainsFiles;
import io.equipoise.traces.domstats.DomstatsTrace;
import io.equipoise.traces.monitor.MonitorLogs;
import io.equipoise.traces.opendc.OpenDcWorkloads;
import io.equipoise.traces.parquet.ParquetTraces;
import io.equipoise.traces.planetlab.PlanetLabDays;
import io.equipoise.traces.readings.ImportOptions;
import io.equipoise.traces.readings.ImportProgress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a trace can be read from; an argument may carry its format before a colon, as in {@code monitor:file.log}. */
public enum TraceFormat {
    /** A directory of Parquet tables; the format of an argument that names none. */
    PARQUET(ParquetTraces::open),
    /** The text log of a CPU or memory monitor. */
    MONITOR(MonitorLogs::read),
    /** The folder of a CoMon day of PlanetLab. */
    PLANETLAB(path -> PlanetLabDays.read(path, ImportOptions.DEFAULT)),
    /** A file of GWA-T-12, or a folder of them. */
    BITBRAINS(path -> BitbrainsFiles.read(List.of(path), ImportOptions.DEFAULT)),
    /** The folder of an OpenDC workload. */
    OPENDC(path -> OpenDcWorkloads.read(path, ImportOptions.DEFAULT)),
    /** A file of CPU readings of an Azure VM trace, a folder of them, or several files parted by commas. */
    AZURE(path -> AzureReadings.read(parted(path), null, ImportOptions.DEFAULT)),
    /** What {@code virsh domstats} printed, repeatedly. */
    DOMSTATS(path -> DomstatsTrace.read(path, null, ImportProgress.SILENT));

    private final Function<Path, Trace> reader;

    TraceFormat(Function<Path, Trace> reader) {
        this.reader = reader;
    }

    /** How an argument names the format. */
    public String prefix() {
        return name().toLowerCase(Locale.ROOT) + ":";
    }

    /**
     * Opens the trace that a command's argument names: {@code DIR} or {@code FORMAT:PATH}. An {@link InputException} says
     * in one line what is wrong with it.
     */
    public static Trace open(String argument) {
        for (TraceFormat format : values()) {
            if (argument.startsWith(format.prefix())) {
                return format.reader.apply(
                        path(argument.substring(format.prefix().length())));
            }
        }
        Path path = path(argument);
        if (!Files.exists(path) && argument.matches("[a-z][a-z0-9-]+:.*")) {
            throw new InputException(argument + ": no such trace, and no such format; the formats are "
                    + Arrays.stream(values()).map(TraceFormat::prefix).collect(Collectors.joining(", ")));
        }
        return PARQUET.reader.apply(path);
    }

    private static List<Path> parted(Path files) {
        return Files.exists(files)
                ? List.of(files)
                : Arrays.stream(files.toString().split(","))
                        .map(TraceFormat::path)
                        .toList();
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new InputException("'" + text + "' is no path: " + e.getReason(), e);
        }
    }
}
