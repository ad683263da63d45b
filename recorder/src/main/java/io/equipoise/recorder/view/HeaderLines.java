package io.equipoise.recorder.view;

import io.equipoise.traces.HostSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.usage.Quantity;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is watched and when it was seen, the host as a whole, and what is wrong with the watching. */
final class HeaderLines {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final double NANOS_PER_MILLI = 1e6;

    private HeaderLines() {}

    static List<Line> of(HostFigures host, Frame frame) {
        List<Line> lines = new ArrayList<>(List.of(watched(host.newest(), frame), whole(host)));
        lines.addAll(notice(frame));
        return lines;
    }

    /** Before there is a sample. */
    static List<Line> alone(Frame frame) {
        List<Line> lines = new ArrayList<>(List.of(Line.of(frame.title(), Ink.HEADING)));
        lines.addAll(notice(frame));
        return lines;
    }

    private static List<Line> notice(Frame frame) {
        return frame.notice() == null ? List.of() : List.of(Line.of(frame.notice(), Ink.WARNING));
    }

    private static Line watched(Sample sample, Frame frame) {
        Line.Builder line = new Line.Builder();
        if (sample.utcMicros() != null) {
            Instant asked = Instant.EPOCH.plus(sample.utcMicros(), ChronoUnit.MICROS);
            line.add(TIME.format(asked.atZone(frame.zone())) + "  ");
        }
        line.add(frame.title(), Ink.HEADING).add("  tick " + sample.tick());
        if (sample.callNanos() != null) {
            line.add(String.format(Locale.ROOT, "  read in %.0f ms", sample.callNanos() / NANOS_PER_MILLI), Ink.FAINT);
        }
        return line.build();
    }

    private static Line whole(HostFigures host) {
        Line.Builder line = new Line.Builder();
        if (!host.pcpus().isEmpty()) {
            line.add(Text.counted(host.pcpus().size(), "pCPU"))
                    .add("  busy " + Text.percent(host.mean(PcpuFigures::busy)))
                    .add("  usage " + Text.percent(host.mean(PcpuFigures::usage)));
            if (host.quantity() != null && host.quantity() != Quantity.USAGE) {
                line.add(" (" + host.quantity().text() + ")", Ink.FAINT);
            }
            line.add("  ");
        }
        HostSample memory = host.newest().host();
        if (memory.totalKiB() != null) {
            line.add("memory " + Text.mib(memory.totalKiB()) + " MiB, " + Text.mib(memory.freeKiB()) + " free");
        }
        return line.build();
    }
}
