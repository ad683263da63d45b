package io.equipoise.testbed.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process has used so far, by the kernel's own count.
 *
 * @param cpuSeconds of all its threads, user and system
 * @param residentMib memory it holds now
 */
public record ProcessUse(double cpuSeconds, double residentMib) {
    /** The kernel shows times to programs in these, whatever it counts in itself. */
    private static final double TICKS_PER_SECOND = 100;

    private static final double KIB_PER_MIB = 1_024;

    /** Of a running process; an {@link IOException} when there is none. */
    static ProcessUse of(long pid) throws IOException {
        Path folder = Path.of("/proc", Long.toString(pid));
        return new ProcessUse(
                cpuSeconds(Files.readString(folder.resolve("stat"))),
                residentMib(Files.readString(folder.resolve("status"))));
    }

    /** Fields 14 and 15, counted behind the name, which may hold anything. */
    static double cpuSeconds(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    static double residentMib(String status) {
        return status.lines()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0)
                / KIB_PER_MIB;
    }
}
