package io.equipoise.coordinator.restore;

import io.equipoise.coordinator.restore.Found.Affinity;
import io.equipoise.coordinator.restore.Found.Balloon;
import io.equipoise.coordinator.restore.Found.Period;
import io.equipoise.coordinator.restore.Found.Start;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.InputException;

/**
 * One finding as a line of text: {@code affinity UUID ID CPU_NANOS VCPU CPU_LIST NAME}, {@code balloon UUID ID CPU_NANOS KIB
 * NAME} or {@code period UUID ID CPU_NANOS SECONDS NAME}.
 */
final class NoteLine {
    private NoteLine() {}

    static String of(Found found) {
        Start start = found.start();
        String domain = " " + start.uuid() + " " + start.id() + " " + start.cpuNanos() + " ";
        String name = " " + start.name().replaceAll("\\p{Cntrl}", "?");
        if (found instanceof Affinity affinity) {
            return "affinity" + domain + affinity.vcpu() + " " + affinity.before() + name;
        }
        return found instanceof Balloon balloon
                ? "balloon" + domain + balloon.before() + name
                : "period" + domain + ((Period) found).before() + name;
    }

    /** An {@link InputException} says what the line is not. */
    static Found parse(String line) {
        boolean affinity = line.startsWith("affinity ");
        // A name may have blanks in it.
        String[] words = line.split(" ", affinity ? 7 : 6);
        try {
            Start start =
                    new Start(words[1], Integer.parseInt(words[2]), Long.parseLong(words[3]), words[words.length - 1]);
            return switch (words[0]) {
                case "affinity" -> new Affinity(start, Integer.parseInt(words[4]), CpuSet.parse(words[5]));
                case "balloon" -> new Balloon(start, Long.parseLong(words[4]));
                case "period" -> new Period(start, Integer.parseInt(words[4]));
                default -> throw new InputException("'" + line + "' is no finding");
            };
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new InputException("'" + line + "' is no finding", e);
        }
    }
}
