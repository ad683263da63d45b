package io.equipoise.traces.opendc;

import io.equipoise.traces.InputException;
import io.equipoise.traces.Trace;
import io.equipoise.traces.readings.ByteCount;
import io.equipoise.traces.readings.GuestReadings;
import io.equipoise.traces.readings.Guests;
import io.equipoise.traces.readings.ImportOptions;
import io.equipoise.traces.readings.Repairs;
import io.equipoise.traces.readings.SourceFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads OpenDC's workloads: {@code tasks.parquet} and {@code fragments.parquet}, with ids as numbers or texts (schemas v2 to v5
 * in {@code workload/schemas} of the repository atlarge-research/opendc-traces; units in {@code
 * site/docs/documentation/Input/Workload.md} of atlarge-research/opendc). A task's fragments follow each other from its
 * submission on, in the order of their rows, as in OpenDC's {@code ComputeWorkloadLoader}; that also takes
 * {@code mem_capacity} as KB, where the document says MB. Usage and capacity are a task's, over all its CPUs.
 */
public final class OpenDcWorkloads {
    private static final String WORDS = "an OpenDC workload of tasks and fragments";
    private static final String REMEDY = "give a workload of OpenDC's format";
    private static final long INTERVAL_MILLIS = Guests.INTERVAL_SECONDS * 1_000L;
    private static final long MOST_MILLIS = 1L << 52;

    private final Guests guests;
    private final Repairs repairs = new Repairs();
    private final Map<String, Task> tasks = new HashMap<>();
    private final Set<String> passedOver = new HashSet<>();
    private @Nullable Long originMillis;

    private OpenDcWorkloads(Guests guests) {
        this.guests = guests;
    }

    /**
     * The trace of a workload's folder: a guest for each task with fragments, named by its id. Fragments are spread over the
     * grid in proportion to time. An {@link InputException} names file and row. Held: 4 bytes an interval of each task.
     */
    public static Trace read(Path folder, ImportOptions options) {
        List<Path> files = List.of(folder.resolve("tasks.parquet"), folder.resolve("fragments.parquet"));
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                throw new InputException(folder + ": holds no " + SourceFiles.name(file)
                        + (Files.exists(folder.resolve("meta.parquet"))
                                ? ", but OpenDC's first format; convert it with opendc-traces' converters"
                                : "; " + REMEDY));
            }
        }
        OpenDcWorkloads reading = new OpenDcWorkloads(new Guests(folder, options));
        ByteCount count = new ByteCount(options.progress(), SourceFiles.bytes(files));
        reading.tasks(files.get(0));
        count.add(SourceFiles.bytes(files.subList(0, 1)));
        reading.fragments(files.get(1), count, SourceFiles.bytes(files.subList(1, 2)));
        long seconds = reading.originMillis == null ? 0 : Math.floorDiv(reading.originMillis, 1_000L);
        return reading.guests.trace(WORDS, reading.repairs, SourceFiles.created(files), seconds);
    }

    private void tasks(Path file) {
        List<String> names = List.of("id", "submission_time", "cpu_count", "cpu_capacity", "mem_capacity");
        try (FlatTable table = FlatTable.open(file, names)) {
            while (table.next()) {
                task(table);
            }
        }
    }

    private void task(FlatTable table) {
        String id = table.text(0);
        long submitted = table.millis(1);
        long cpus = table.whole(2);
        double capacityMhz = table.real(3);
        double memoryKiB = table.real(4);
        if (id.isBlank() || Math.abs(submitted) > MOST_MILLIS || cpus > Guests.MOST_VCPUS) {
            throw table.refuse("has an impossible id, submission time or number of CPUs", REMEDY);
        }
        if (tasks.containsKey(id) || passedOver.contains(id)) {
            repairs.count("tasks of an id that is there before left out");
            return;
        }
        if (cpus < 1 || !(capacityMhz > 0)) {
            repairs.count("tasks without CPU left out");
            passedOver.add(id);
            return;
        }
        GuestReadings guest = guests.named(id);
        if (guest == null) {
            passedOver.add(id);
            return;
        }
        long origin = originMillis == null ? submitted : originMillis;
        originMillis = origin;
        if (!guests.spans(Math.floorDiv(submitted - origin, INTERVAL_MILLIS))) {
            throw table.refuse("is submitted more than a year from the first", "is the file damaged?");
        }
        guest.shape(0, (int) cpus, memoryKiB >= 1 && memoryKiB < MOST_MILLIS ? (Long) Math.round(memoryKiB) : null);
        tasks.put(id, new Task(guest, capacityMhz, submitted - origin));
    }

    private void fragments(Path file, ByteCount count, long bytes) {
        long done = 0;
        try (FlatTable table = FlatTable.open(file, List.of("id", "duration", "cpu_usage"))) {
            for (long row = 0; table.next(); row++) {
                fragment(table);
                long now = (long) (bytes * Math.min(1, (row + 1.0) / table.rows()));
                count.add(now - done);
                done = now;
            }
        }
    }

    private void fragment(FlatTable table) {
        String id = table.text(0);
        Task task = tasks.get(id);
        if (task == null) {
            repairs.count("fragments of no known task left out", passedOver.contains(id) ? 0 : 1);
            return;
        }
        long duration = table.whole(1);
        double share = task.share(table.real(2));
        if (duration <= 0) {
            repairs.count("fragments without duration left out");
            return;
        }
        if (duration > MOST_MILLIS || !guests.spans(Math.floorDiv(task.atMillis() + duration, INTERVAL_MILLIS) + 1)) {
            throw table.refuse("ends more than a year from the first submission", "is the file damaged?");
        }
        if (!(share >= 0)) {
            repairs.count("fragments with usage below 0 taken as missing readings");
            share = Double.NaN;
        } else if (share > 1) {
            repairs.count("usage above capacity cut to it");
        }
        task.run(duration, share, INTERVAL_MILLIS);
    }
}
