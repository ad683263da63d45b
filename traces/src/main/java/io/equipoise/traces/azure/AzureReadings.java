package io.equipoise.traces.azure;

import io.equipoise.traces.InputException;
import io.equipoise.traces.Trace;
import io.equipoise.traces.readings.ByteCount;
import io.equipoise.traces.readings.GuestReadings;
import io.equipoise.traces.readings.Guests;
import io.equipoise.traces.readings.ImportOptions;
import io.equipoise.traces.readings.Numbers;
import io.equipoise.traces.readings.Repairs;
import io.equipoise.traces.readings.SourceFiles;
import io.equipoise.traces.readings.TextLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads CPU readings of Azure's VM traces: in each line stamp, VM, and the least, largest and mean CPU percentage of the
 * five minutes (AzurePublicDatasetV1.md and V2.md in the repository Azure/AzurePublicDataset; the order of columns as in its
 * files). Stamps are seconds from 0 to 30 days less five minutes, so a line is taken to tell of what follows its stamp.
 */
public final class AzureReadings {
    private static final String WORDS = "CPU readings of an Azure VM trace";
    private static final String REMEDY = "give vm_cpu_readings files, plain or gzip";
    private static final Pattern READINGS = Pattern.compile("vm_cpu_readings.*\\.csv(\\.gz)?");
    private static final Pattern TABLE = Pattern.compile("vmtable\\.csv(\\.gz)?");
    private static final int COLUMNS = 5;
    private static final double WHOLE = 100;

    private final Guests guests;
    private final Repairs repairs = new Repairs();

    private AzureReadings(Guests guests) {
        this.guests = guests;
    }

    /**
     * The trace of some files of readings, in any order, or of all in a folder. The table of VMs, given or found in the
     * folder, tells cores and memory; without it each VM has one vCPU. An {@link InputException} names file and line. Held:
     * 4 bytes a reading of the guests that are kept.
     */
    public static Trace read(List<Path> sources, @Nullable Path vmTable, ImportOptions options) {
        List<Path> files = new ArrayList<>();
        Path table = vmTable;
        for (Path source : sources) {
            files.addAll(Files.isDirectory(source) ? matching(source, READINGS) : List.of(source));
            if (table == null && Files.isDirectory(source)) {
                table = matching(source, TABLE).stream().findFirst().orElse(null);
            }
        }
        if (files.isEmpty()) {
            throw new InputException(sources.get(0) + ": holds no file of readings; " + REMEDY);
        }
        AzureReadings reading = new AzureReadings(new Guests(sources.get(0), options));
        List<Path> all = new ArrayList<>(files);
        if (table != null) {
            all.add(table);
        }
        ByteCount count = new ByteCount(options.progress(), SourceFiles.bytes(all));
        for (Path file : files) {
            reading.file(file, count);
        }
        new VmTable(reading.guests, reading.repairs).apply(table, count);
        return reading.guests.trace(WORDS, reading.repairs, SourceFiles.created(files), null);
    }

    private static List<Path> matching(Path folder, Pattern name) {
        return SourceFiles.in(folder).stream()
                .filter(file -> name.matcher(SourceFiles.name(file)).matches())
                .toList();
    }

    private void file(Path file, ByteCount count) {
        try (TextLines lines = TextLines.open(file, count)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (lines.mayBeCut()) {
                    repairs.count("last lines without line end left out");
                } else if (!line.isEmpty() && !line.startsWith("timestamp,")) {
                    reading(line, lines);
                }
            }
        }
    }

    private void reading(String line, TextLines lines) {
        String[] fields = line.split(",", -1);
        if (fields.length != COLUMNS) {
            throw lines.refuse("has " + fields.length + " columns, not " + COLUMNS, REMEDY);
        }
        long stamp = Numbers.whole(fields[0].strip());
        double percent = Numbers.real(fields[4].strip());
        String name = fields[1].strip();
        if (stamp == Numbers.NONE || Double.isNaN(percent) || name.isEmpty()) {
            throw lines.refuse("is no stamp, VM, least, largest and mean percentage", REMEDY);
        }
        GuestReadings guest = guests.named(name);
        if (guest == null) {
            return;
        }
        long begin = Math.floorDiv(stamp + Guests.INTERVAL_SECONDS / 2, (long) Guests.INTERVAL_SECONDS);
        if (!guests.spans(begin + 1)) {
            throw lines.refuse("is more than a year from the first reading", "is its stamp damaged?");
        }
        int interval = (int) begin + 1;
        if (percent < 0) {
            repairs.count("values below 0 taken as missing readings");
        } else if (guest.has(interval)) {
            repairs.count("readings of an interval that has one left out");
        } else {
            repairs.count("stamps moved to the grid", stamp % Guests.INTERVAL_SECONDS == 0 ? 0 : 1);
            repairs.count("values above 100 percent cut to it", percent > WHOLE ? 1 : 0);
            guest.set(interval, Math.min(WHOLE, percent) / WHOLE, GuestReadings.UNKNOWN);
        }
    }
}
