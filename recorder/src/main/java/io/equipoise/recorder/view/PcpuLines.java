package io.equipoise.recorder.view;

import java.util.ArrayList;
import java.util.List;

/** The pCPUs: one a line with the vCPUs seen there, where there is room for that. */
final class PcpuLines {
    private static final String TITLE = "usage and other busy";
    private static final int PERCENT = 5;
    private static final int GAP = 2;

    private PcpuLines() {}

    /** Lines that are wanted where there is room for all. */
    static int wanted(HostFigures host) {
        return host.pcpus().isEmpty() ? 0 : host.pcpus().size() + 1;
    }

    /** At most as many lines as there are rows; none for fewer than 2. */
    static List<Line> of(HostFigures host, Frame frame, int rows) {
        if (host.pcpus().isEmpty() || rows < 2) {
            return List.of();
        }
        return wanted(host) <= rows ? list(host, frame) : PcpuGrid.of(host, frame, rows);
    }

    private static List<Line> list(HostFigures host, Frame frame) {
        int bar = Math.max(5, Math.min(40, frame.width() / 4));
        List<Line> lines = new ArrayList<>();
        String title = Text.left(bar < TITLE.length() ? "" : TITLE, bar);
        lines.add(Line.of("pCPU  " + title + " usage  busy  vCPUs seen there", Ink.HEADING));
        for (PcpuFigures pcpu : host.pcpus()) {
            Line.Builder line = new Line.Builder()
                    .add(Text.right(String.valueOf(pcpu.number()), "pCPU".length()) + " ".repeat(GAP))
                    .add(bar(frame, bar, pcpu))
                    .add(" " + Text.right(Text.percent(pcpu.usage()), PERCENT))
                    .add(" " + Text.right(Text.percent(pcpu.busy()), PERCENT))
                    .add(" ".repeat(GAP));
            lines.add(
                    line.add(names(pcpu.vcpus(), frame.width() - line.width())).build());
        }
        return lines;
    }

    static Line bar(Frame frame, int width, PcpuFigures pcpu) {
        return frame.glyphs().bar(width, pcpu.usage(), Ink.GUEST, pcpu.busy(), Ink.OTHER);
    }

    /** As many names as fit, and the number of the others. */
    private static String names(List<String> names, int width) {
        String all = String.join(" ", names);
        if (Text.width(all) <= width) {
            return all;
        }
        for (int shown = names.size() - 1; shown > 0; shown--) {
            String some = String.join(" ", names.subList(0, shown)) + " +" + (names.size() - shown);
            if (Text.width(some) <= width) {
                return some;
            }
        }
        return Text.cut("+" + names.size(), width);
    }
}
