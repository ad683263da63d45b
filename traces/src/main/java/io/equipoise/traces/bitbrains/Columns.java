package io.equipoise.traces.bitbrains;

import io.equipoise.traces.readings.Numbers;
import io.equipoise.traces.readings.TextLines;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Where a file's header puts the columns that are read. */
record Columns(
        int stamp, int cores, int capacityMhz, int usageMhz, int usagePercent, int memoryKiB, int usedKiB, int count) {
    private static final String REMEDY = "give files of GWA-T-12, whose columns are parted by semicolons";

    /** Reads the header, the first line of a file. */
    static Columns of(String header, TextLines lines) {
        List<String> names = Arrays.stream(header.split(";", -1))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        return new Columns(
                position(names, "timestamp [ms]", lines),
                position(names, "cpu cores", lines),
                position(names, "cpu capacity provisioned [mhz]", lines),
                position(names, "cpu usage [mhz]", lines),
                position(names, "cpu usage [%]", lines),
                position(names, "memory capacity provisioned [kb]", lines),
                position(names, "memory usage [kb]", lines),
                names.size());
    }

    private static int position(List<String> names, String name, TextLines lines) {
        int position = names.indexOf(name);
        if (position < 0) {
            throw lines.refuse("is no header, it lacks '" + name + "'", REMEDY);
        }
        return position;
    }

    /** Reads a line; every column must be a number. */
    Row row(String line, TextLines lines) {
        String[] fields = line.split(";", -1);
        if (fields.length != count) {
            throw lines.refuse("has " + fields.length + " columns, not " + count, REMEDY);
        }
        return new Row(
                real(fields, stamp, lines),
                real(fields, cores, lines),
                real(fields, capacityMhz, lines),
                real(fields, usageMhz, lines),
                real(fields, usagePercent, lines),
                real(fields, memoryKiB, lines),
                real(fields, usedKiB, lines));
    }

    private static double real(String[] fields, int column, TextLines lines) {
        String field = fields[column].strip();
        double value = Numbers.real(field);
        if (Double.isNaN(value)) {
            throw lines.refuse(
                    "has '" + (field.length() > 20 ? field.substring(0, 20) + "…" : field) + "' in column "
                            + (column + 1) + ", which is no number",
                    REMEDY);
        }
        return value;
    }

    /** One reading as it stands there. */
    record Row(
            double stamp,
            double cores,
            double capacityMhz,
            double usageMhz,
            double usagePercent,
            double memoryKiB,
            double usedKiB) {}
}
