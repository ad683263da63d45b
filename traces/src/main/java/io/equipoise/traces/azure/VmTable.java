package io.equipoise.traces.azure;

import io.equipoise.traces.readings.ByteCount;
import io.equipoise.traces.readings.GuestReadings;
import io.equipoise.traces.readings.Guests;
import io.equipoise.traces.readings.Numbers;
import io.equipoise.traces.readings.Repairs;
import io.equipoise.traces.readings.TextLines;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Azure's {@code vmtable.csv}: a line a VM, whose last columns are cores and memory in GB. In V2 these are buckets; the
 * open ones, over 24 cores and over 64 GB, count as 30 and 70, as in the notebook {@code analysis/Azure 2019 Public
 * Dataset V2 - Trace Analysis.ipynb} of the repository Azure/AzurePublicDataset.
 */
final class VmTable {
    private static final int COLUMNS = 11;
    private static final double KIB_PER_GB = 1 << 20;
    private static final double MOST_GB = 1 << 20;
    private static final String REMEDY = "give the dataset's vmtable.csv";

    private final Guests guests;
    private final Repairs repairs;

    VmTable(Guests guests, Repairs repairs) {
        this.guests = guests;
        this.repairs = repairs;
    }

    /** Gives each guest its cores and memory; one vCPU to those of which nothing is known. */
    void apply(@Nullable Path table, ByteCount count) {
        if (table != null) {
            try (TextLines lines = TextLines.open(table, count)) {
                for (String line = lines.next(); line != null; line = lines.next()) {
                    if (lines.mayBeCut()) {
                        repairs.count("last lines without line end left out");
                    } else if (!line.isEmpty() && !line.startsWith("vmid,")) {
                        row(line, lines);
                    }
                }
            }
        }
        repairs.count("VMs of unknown cores taken as one vCPU", guests.withoutShape());
    }

    private void row(String line, TextLines lines) {
        String[] fields = line.split(",", -1);
        if (fields.length != COLUMNS) {
            throw lines.refuse("has " + fields.length + " columns, not " + COLUMNS, REMEDY);
        }
        GuestReadings guest = guests.known(fields[0].strip());
        if (guest == null) {
            return;
        }
        double cores = bucket(fields[COLUMNS - 2].strip(), ">24", 30);
        double gigabytes = bucket(fields[COLUMNS - 1].strip(), ">64", 70);
        if (!(cores >= 1 && cores <= Guests.MOST_VCPUS) || cores != Math.rint(cores)) {
            throw lines.refuse("has an impossible number of cores", REMEDY);
        }
        if (!(gigabytes > 0 && gigabytes <= MOST_GB)) {
            throw lines.refuse("has impossible memory", REMEDY);
        }
        if (!guest.hasShape()) {
            guest.shape(0, (int) cores, Math.round(gigabytes * KIB_PER_GB));
        }
    }

    private double bucket(String field, String open, double taken) {
        if (field.equals(open)) {
            repairs.count("buckets " + open + " taken as " + (int) taken);
            return taken;
        }
        return Numbers.real(field);
    }
}
