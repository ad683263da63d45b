package io.equipoise.traces.planetlab;

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

/**
 * Reads a day of CoMon's measurements on PlanetLab: a folder with a file for each VM, in each line its CPU usage over five
 * minutes in percent of one CPU (README of {@code workload/planetlab} in the repository cloudsimplus/cloudsimplus).
 */
public final class PlanetLabDays {
    private static final String WORDS = "a CoMon day of PlanetLab, a file a VM and a percentage a line";
    private static final double WHOLE = 100;

    private final Repairs repairs = new Repairs();
    private final Guests guests;

    private PlanetLabDays(Guests guests) {
        this.guests = guests;
    }

    /**
     * The trace of a day's folder: a guest of one vCPU for each file, named by it. An {@link InputException} names the
     * first line that is no number. Held: 4 bytes a value.
     */
    public static Trace read(Path folder, ImportOptions options) {
        if (!Files.isDirectory(folder)) {
            throw new InputException(folder + ": is no folder; give a CoMon day's, which has a file for each VM");
        }
        PlanetLabDays day = new PlanetLabDays(new Guests(folder, options));
        List<Path> files = day.files(folder);
        ByteCount count = new ByteCount(options.progress(), SourceFiles.bytes(files));
        int longest = 0;
        List<Integer> lengths = new ArrayList<>();
        for (Path file : files) {
            GuestReadings guest = day.guests.named(SourceFiles.name(file));
            if (guest != null) {
                lengths.add(day.file(file, guest, count));
                longest = Math.max(longest, lengths.get(lengths.size() - 1));
            }
        }
        int full = longest;
        day.repairs.count(
                "files shorter than the longest taken as they are",
                lengths.stream().filter(length -> length > 0 && length < full).count());
        return day.guests.trace(WORDS, day.repairs, SourceFiles.created(files), null);
    }

    private List<Path> files(Path folder) {
        List<Path> files = new ArrayList<>();
        Path inner = null;
        for (Path entry : SourceFiles.in(folder)) {
            if (Files.isDirectory(entry)) {
                inner = entry;
            } else if (SourceFiles.name(entry).startsWith(".")) {
                repairs.count("hidden files left out");
            } else {
                files.add(entry);
            }
        }
        if (files.isEmpty()) {
            throw new InputException(folder + ": holds no file; give a CoMon day's folder, which has a file for each VM"
                    + (inner == null ? "" : ", such as " + inner));
        }
        return files;
    }

    /** Returns the number of values. */
    private int file(Path file, GuestReadings guest, ByteCount count) {
        try (TextLines lines = TextLines.open(file, count)) {
            int interval = 0;
            for (String line = lines.next(); line != null; line = lines.next()) {
                interval++;
                double percent = Numbers.real(line.strip());
                if (lines.mayBeCut()) {
                    repairs.count("last lines without line end left out");
                } else if (line.isBlank()) {
                    repairs.count("blank lines taken as missing readings");
                } else if (Double.isNaN(percent)) {
                    throw lines.refuse("is no percentage", "a CoMon file has one number a line");
                } else if (!guests.spans(interval)) {
                    throw lines.refuse("is too far down", "a CoMon file holds a day, 288 lines");
                } else {
                    value(guest, interval, percent);
                }
            }
            return interval;
        }
    }

    private void value(GuestReadings guest, int interval, double percent) {
        if (percent < 0) {
            repairs.count("values below 0 taken as missing readings");
            return;
        }
        if (percent > WHOLE) {
            repairs.count("values above 100 percent cut to it");
        }
        guest.set(interval, Math.min(WHOLE, percent) / WHOLE, GuestReadings.UNKNOWN);
    }
}
