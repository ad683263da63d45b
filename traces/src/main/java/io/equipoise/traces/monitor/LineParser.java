package io.equipoise.traces.monitor;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import io.equipoise.traces.monitor.LogLine.Counters;
import io.equipoise.traces.monitor.LogLine.GuestMemory;
import io.equipoise.traces.monitor.LogLine.HostMemory;
import io.equipoise.traces.monitor.LogLine.Seen;
import io.equipoise.traces.monitor.LogLine.Usage;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells what a line says, with no regard to the lines around it. */
final class LineParser {
    private static final String WHOLE = "(\\d{1,18})L?";
    private static final String CPU = "(\\d{1,5})L?";
    /** No percentage and no MiB is longer; so none overflows either. */
    private static final String REAL = "(-?\\d{1,12}(?:\\.\\d+)?(?:[eE]-\\d{1,3})?)L?";

    private static final double KIB_PER_MIB = 1_024;

    private static final Pattern BOUNDARY =
            Pattern.compile("-+|(?i:iter(?:ation)?\\s*(?:number)?\\s*:?\\s*\\d+\\s*:?)");
    private static final Pattern NOTHING = Pattern.compile("|Script (?:started|done)\\b.*");
    private static final Pattern SUMMARY = Pattern.compile(CPU + "\\s*-\\s*usage:\\s*" + REAL + "\\s*\\|(.*)");
    private static final Pattern USAGE = Pattern.compile("usage," + CPU + "," + REAL);
    private static final Pattern SEEN = Pattern.compile("mapping," + CPU + ",(\\S.*)");
    private static final Pattern COUNTERS_USAGE = Pattern.compile(CPU + ":\\s*" + REAL + "\\s+(\\[.*)");
    private static final Pattern COUNTERS = Pattern.compile("(.+?):\\s*\\(\\[(.*)");
    private static final Pattern COUNTERS_VCPU =
            Pattern.compile("\\(" + CPU + ",\\s*" + WHOLE + ",\\s*" + WHOLE + ",\\s*(-?\\d{1,5})L?\\)");
    /** A class of letters, not the words: repeating a group takes a stack frame for each pCPU. */
    private static final Pattern COUNTERS_AFFINITY = Pattern.compile("\\(([TrueFals,\\s]++)\\)");

    private static final Pattern LABELLED = Pattern.compile(
            "Memory \\(VM: (\\S.*?)\\)\\s+Actual \\[" + REAL + "\\](?:,\\s*Unused:\\s*\\[" + REAL + "(\\]))?.*");
    private static final Pattern MEMORY = Pattern.compile("memory,(\\S.*)," + REAL + "," + REAL);
    private static final Pattern HOST = Pattern.compile("(total|free|buffers|cached)\\s*:\\s*" + WHOLE + "\\s*(KiB)");
    private static final Pattern PLAIN = Pattern.compile("(.+?):\\s+" + REAL + "\\s+" + REAL);
    private static final Pattern QUOTED = Pattern.compile("(['\"])(\\S.*?)\\1");

    /** A line of 4,096 pCPUs and as many guests is shorter; the patterns would take long, and deep stacks, over more. */
    private static final int LONGEST_LINE = 65_536;

    private LineParser() {}

    /** Null for a line that fits none of the kinds. */
    static @Nullable LogLine parse(String line) {
        if (line.length() > LONGEST_LINE) {
            return null;
        }
        if (NOTHING.matcher(line).matches()) {
            return new LogLine.Nothing();
        }
        if (BOUNDARY.matcher(line).matches()) {
            return new LogLine.Boundary();
        }
        LogLine cpu = cpu(line);
        return cpu != null ? cpu : memory(line);
    }

    private static @Nullable LogLine cpu(String line) {
        Matcher match = SUMMARY.matcher(line);
        if (match.matches()) {
            return usage(LogKind.CPU_SUMMARY, match);
        }
        match = COUNTERS_USAGE.matcher(line);
        if (match.matches()) {
            return usage(LogKind.CPU_COUNTERS, match);
        }
        match = COUNTERS.matcher(line);
        if (match.matches()) {
            return counters(match.group(1), match.group(2));
        }
        match = USAGE.matcher(line);
        if (match.matches()) {
            return new Usage(LogKind.CPU_MACHINE, cpuOf(match), Double.parseDouble(match.group(2)), List.of(), false);
        }
        match = SEEN.matcher(line);
        return match.matches() ? new Seen(LogKind.CPU_MACHINE, cpuOf(match), match.group(2), false) : null;
    }

    private static @Nullable LogLine memory(String line) {
        Matcher match = LABELLED.matcher(line);
        if (match.matches()) {
            boolean cut = match.group(4) == null;
            return new GuestMemory(
                    LogKind.MEMORY_LABELLED,
                    match.group(1),
                    kib(match.group(2)),
                    cut ? null : (Long) kib(match.group(3)),
                    cut);
        }
        match = MEMORY.matcher(line);
        if (match.matches()) {
            return guest(LogKind.MEMORY_MACHINE, match);
        }
        match = HOST.matcher(line);
        if (match.matches()) {
            return new HostMemory(LogKind.MEMORY_PLAIN, match.group(1), Long.parseLong(match.group(2)), false);
        }
        match = PLAIN.matcher(line);
        return match.matches() ? guest(LogKind.MEMORY_PLAIN, match) : null;
    }

    private static GuestMemory guest(LogKind kind, Matcher match) {
        return new GuestMemory(kind, match.group(1), kib(match.group(2)), kib(match.group(3)), false);
    }

    private static Usage usage(LogKind kind, Matcher match) {
        String list = match.group(3);
        List<String> domains = new ArrayList<>();
        Matcher quoted = QUOTED.matcher(list);
        while (quoted.find()) {
            domains.add(quoted.group(2));
        }
        return new Usage(kind, cpuOf(match), Double.parseDouble(match.group(2)), domains, !list.endsWith("]"));
    }

    private static Counters counters(String domain, String text) {
        List<CpuSet> affinities = new ArrayList<>();
        int pcpus = 0;
        Matcher affinity = COUNTERS_AFFINITY.matcher(text);
        while (affinity.find()) {
            String[] flags = affinity.group(1).split("\\s*,\\s*");
            BitSet allowed = new BitSet();
            for (int p = 0; p < flags.length; p++) {
                allowed.set(p, flags[p].equals("True"));
            }
            affinities.add(CpuSet.of(allowed));
            pcpus = Math.max(pcpus, flags.length);
        }
        List<VcpuSample> vcpus = new ArrayList<>();
        Matcher vcpu = COUNTERS_VCPU.matcher(text);
        while (vcpu.find()) {
            int pcpu = Integer.parseInt(vcpu.group(4));
            vcpus.add(new VcpuSample(
                    cpuOf(vcpu),
                    Long.parseLong(vcpu.group(3)),
                    null,
                    pcpu < 0 ? null : (Integer) pcpu,
                    vcpus.size() < affinities.size() ? affinities.get(vcpus.size()) : null,
                    state(vcpu.group(2))));
        }
        return new Counters(LogKind.CPU_COUNTERS, domain, vcpus, pcpus, !text.endsWith("])"));
    }

    private static VcpuState state(String number) {
        return switch (number) {
            case "0" -> VcpuState.OFFLINE;
            case "1" -> VcpuState.RUNNING;
            case "2" -> VcpuState.BLOCKED;
            default -> VcpuState.UNKNOWN;
        };
    }

    private static int cpuOf(Matcher match) {
        return Integer.parseInt(match.group(1));
    }

    private static long kib(String mib) {
        return Math.round(Double.parseDouble(mib) * KIB_PER_MIB);
    }
}
