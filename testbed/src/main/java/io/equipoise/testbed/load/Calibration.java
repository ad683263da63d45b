package io.equipoise.testbed.load;

import io.equipoise.testbed.Guest;
import io.equipoise.testbed.Testbed;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Consumer;

/** The loads calibrated on this machine: measured once, kept in the testbed's folder, until the machine or the guest changes. */
public final class Calibration {

    private static final String MACHINE = "machine";
    private static final String DATE = "date";

    private final Path file;
    private final Properties entries;

    private Calibration(Path file, Properties entries) {
        this.file = file;
        this.entries = entries;
    }

    /** What is known on this machine; nothing, if it was measured on another, or on another guest. */
    public static Calibration of(Testbed testbed) throws IOException {
        return read(testbed.folder().calibration(), testbed.identity());
    }

    static Calibration read(Path file, String machine) throws IOException {
        Properties entries = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                entries.load(reader);
            }
        }
        if (!machine.equals(entries.getProperty(MACHINE))) {
            entries.clear();
            entries.setProperty(MACHINE, machine);
        }
        return new Calibration(file, entries);
    }

    /** The targets that are not calibrated yet. */
    public List<Target> missing(Collection<Target> targets) {
        return targets.stream()
                .distinct()
                .filter(target -> !entries.containsKey(key(target)))
                .toList();
    }

    /** Measures what is missing on a guest that is alone on a pCPU, all other guests idle, and keeps it. */
    public void complete(Testbed testbed, Guest guest, Collection<Target> targets, Consumer<String> progress)
            throws IOException {
        List<Target> missing = missing(targets);
        if (missing.isEmpty()) {
            return;
        }
        Calibrator calibrator = Calibrator.on(testbed, guest, progress);
        for (Target target : missing) {
            put(target, calibrator.calibrate(target));
        }
    }

    /** The load for a target that is not {@link #missing}. */
    public CalibratedLoad load(Target target) {
        String entry = entries.getProperty(key(target));
        if (entry == null) {
            throw new IllegalArgumentException("not calibrated: " + target);
        }
        String[] parts = entry.split(" ");
        return new CalibratedLoad(
                new CpuLoad(Long.parseLong(parts[0]), Long.parseLong(parts[1]), target.open()),
                Double.parseDouble(parts[2]),
                Double.parseDouble(parts[3]));
    }

    /** How these loads were calibrated, for a trace's header. */
    public String text(Collection<Target> targets) {
        StringBuilder text = new StringBuilder("calibrated " + entries.getProperty(DATE) + " on "
                + entries.getProperty(MACHINE) + ", one guest alone on a pCPU");
        for (Target target : targets.stream().distinct().toList()) {
            CalibratedLoad load = load(target);
            text.append("; demand %s is '%s', measured %.4f, waited %.4f"
                    .formatted(target.demand(), load.load().command(), load.measured(), load.waited()));
        }
        return text.toString();
    }

    void put(Target target, CalibratedLoad found) throws IOException {
        CpuLoad load = found.load();
        entries.setProperty(
                key(target),
                String.format(
                        Locale.ROOT, "%d %d %.4f %.4f", load.work(), load.millis(), found.measured(), found.waited()));
        entries.setProperty(DATE, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (Writer writer = Files.newBufferedWriter(fresh)) {
            entries.store(writer, "work millis measured waited");
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String key(Target target) {
        return (target.open() ? "open." : "closed.") + target.demand();
    }
}
