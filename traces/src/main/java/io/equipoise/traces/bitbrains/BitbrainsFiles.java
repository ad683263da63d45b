package io.equipoise.traces.bitbrains;

import io.equipoise.traces.InputException;
import io.equipoise.traces.Trace;
import io.equipoise.traces.bitbrains.Columns.Row;
import io.equipoise.traces.readings.ByteCount;
import io.equipoise.traces.readings.GuestReadings;
import io.equipoise.traces.readings.Guests;
import io.equipoise.traces.readings.ImportOptions;
import io.equipoise.traces.readings.Repairs;
import io.equipoise.traces.readings.SourceFiles;
import io.equipoise.traces.readings.TextLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads GWA-T-12, a file for each VM (atlarge-research.com/gwa-t-12: columns, units, separator). Its stamps are seconds
 * although the header says milliseconds, as OpenDC's reader of the format takes them too; a stamp so large that it must be
 * milliseconds is taken as that. A row is taken to tell of the five minutes that end at its stamp, as vCenter's rollups do.
 */
public final class BitbrainsFiles {
    private static final String WORDS = "Bitbrains GWA-T-12, a file of semicolons a VM";
    private static final String SUFFIX = ".csv";
    private static final double LEAST_MILLIS = 1e11;
    private static final double MOST_STAMP = 1e15;
    private static final double WHOLE = 100;

    /** Capacities that differ by less are one. */
    private static final double SAME = 0.001;

    private final Guests guests;
    private final ByteCount count;
    private final Repairs repairs = new Repairs();
    private @Nullable Long zeroSeconds;
    private double capacityMhz;

    private BitbrainsFiles(Guests guests, ByteCount count) {
        this.guests = guests;
        this.count = count;
    }

    /**
     * The trace of some VMs' files, or of all in a folder: its own, or those in the folders of its months, where equal names
     * are one VM. Guests are named by their files. An {@link InputException} names file and line. Held: 8 bytes a row.
     */
    public static Trace read(List<Path> sources, ImportOptions options) {
        List<Path> files = new ArrayList<>();
        for (Path source : sources) {
            files.addAll(Files.isDirectory(source) ? inFolder(source) : List.of(source));
        }
        BitbrainsFiles reading = new BitbrainsFiles(
                new Guests(sources.get(0), options), new ByteCount(options.progress(), SourceFiles.bytes(files)));
        for (Path file : files) {
            String name = SourceFiles.name(file);
            GuestReadings guest = reading.guests.named(
                    name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name);
            if (guest != null) {
                reading.file(file, guest);
            }
        }
        return reading.guests.trace(WORDS, reading.repairs, SourceFiles.created(files), reading.zeroSeconds);
    }

    private static List<Path> inFolder(Path folder) {
        List<Path> files = new ArrayList<>();
        for (Path entry : SourceFiles.in(folder)) {
            List<Path> candidates = Files.isDirectory(entry) ? SourceFiles.in(entry) : List.of(entry);
            candidates.stream()
                    .filter(file -> SourceFiles.name(file).endsWith(SUFFIX))
                    .forEach(files::add);
        }
        if (files.isEmpty()) {
            throw new InputException(folder + ": holds no file ending in " + SUFFIX
                    + "; give a folder of GWA-T-12, such as fastStorage/2013-8 or rnd");
        }
        return files;
    }

    private void file(Path file, GuestReadings guest) {
        try (TextLines lines = TextLines.open(file, count)) {
            String line = lines.next();
            if (line == null) {
                return;
            }
            Columns columns = Columns.of(line, lines);
            capacityMhz = 0;
            long last = Long.MIN_VALUE;
            for (line = lines.next(); line != null; line = lines.next()) {
                if (lines.mayBeCut()) {
                    repairs.count("last lines without line end left out");
                } else if (!line.isBlank()) {
                    last = row(columns.row(line, lines), guest, last, lines);
                }
            }
        }
    }

    /** Returns the file's latest stamp so far. */
    private long row(Row row, GuestReadings guest, long last, TextLines lines) {
        if (row.stamp() < 0 || row.stamp() > MOST_STAMP) {
            throw lines.refuse("has an impossible stamp", "a stamp is seconds since 1970");
        }
        long stamp = Math.round(row.stamp() >= LEAST_MILLIS ? row.stamp() / 1_000 : row.stamp());
        if (stamp < last) {
            repairs.count("rows with a stamp before their predecessor's left out");
            return last;
        }
        if (zeroSeconds == null) {
            zeroSeconds = stamp;
        }
        long offset = stamp - zeroSeconds;
        long interval = Math.floorDiv(offset + Guests.INTERVAL_SECONDS / 2, (long) Guests.INTERVAL_SECONDS);
        if (!guests.spans(interval)) {
            throw lines.refuse("is more than a year from the first reading", "is its stamp damaged?");
        }
        if (guest.has((int) interval)) {
            repairs.count("rows of an interval that has one left out");
        } else {
            repairs.count("stamps moved to the grid", offset % Guests.INTERVAL_SECONDS == 0 ? 0 : 1);
            reading(row, guest, (int) interval, lines);
        }
        return stamp;
    }

    private void reading(Row row, GuestReadings guest, int interval, TextLines lines) {
        if (row.cores() > Guests.MOST_VCPUS || row.cores() != Math.rint(row.cores())) {
            throw lines.refuse("has an impossible number of cores", "a VM has 0 to " + Guests.MOST_VCPUS);
        }
        if (row.cores() < 1) {
            repairs.count("rows without cores taken as missing readings");
            return;
        }
        if (row.usageMhz() < 0 || row.usagePercent() < 0 || row.capacityMhz() < 0) {
            repairs.count("rows with CPU figures below 0 taken as missing readings");
            return;
        }
        Long memory = row.memoryKiB() >= 1 && row.memoryKiB() < 1e15 ? (Long) (long) row.memoryKiB() : null;
        boolean grown = guest.shape(interval, (int) row.cores(), memory);
        boolean faster = capacityMhz > 0 && Math.abs(row.capacityMhz() / capacityMhz - 1) > SAME;
        capacityMhz = row.capacityMhz();
        repairs.count("changes of cores, capacity or memory followed", grown || faster ? 1 : 0);
        guest.set(interval, share(row), used(row, memory));
    }

    private double share(Row row) {
        double share = row.usageMhz() / row.capacityMhz();
        if (row.capacityMhz() <= 0) {
            repairs.count("rows with cores but no capacity read by their percentage");
            share = row.usagePercent() / WHOLE;
        }
        if (share > 1) {
            repairs.count("usage above capacity cut to it");
        }
        return Math.min(1, share);
    }

    private long used(Row row, @Nullable Long memoryKiB) {
        if (memoryKiB == null || row.usedKiB() < 0) {
            repairs.count("rows without memory figures");
            return GuestReadings.UNKNOWN;
        }
        if (row.usedKiB() > memoryKiB) {
            repairs.count("memory usage above what is provisioned cut to it");
        }
        return Math.min(memoryKiB, Math.round(row.usedKiB()));
    }
}
