package io.equipoise.recorder.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Many pCPUs side by side, from top to bottom, then from left to right. */
final class PcpuGrid {
    private static final int GAP = 2;
    private static final int PERCENT = 3;
    private static final int LEAST_BAR = 3;

    private PcpuGrid() {}

    /** At most as many lines as there are rows, of which the first is the heading; where not all fit, the busiest. */
    static List<Line> of(HostFigures host, Frame frame, int rows) {
        List<PcpuFigures> all = host.pcpus();
        int digits = String.valueOf(all.get(all.size() - 1).number()).length();
        int least = digits + 1 + PERCENT;
        int most = Math.max(1, (frame.width() + GAP) / (least + GAP));
        List<PcpuFigures> shown = busiest(all, most * (rows - 1));
        int columns = (shown.size() + rows - 2) / (rows - 1);
        int lines = (shown.size() + columns - 1) / columns;
        int cell = (frame.width() + GAP) / columns - GAP;

        List<Line> grid = new ArrayList<>(List.of(heading(all.size(), shown.size())));
        for (int row = 0; row < lines; row++) {
            Line.Builder line = new Line.Builder();
            for (int i = row; i < shown.size(); i += lines) {
                line.pad(i / lines * (cell + GAP)).add(cell(shown.get(i), frame, digits, cell));
            }
            grid.add(line.build());
        }
        return grid;
    }

    private static Line heading(int all, int shown) {
        String which = shown == all ? "pCPUs" : "the " + shown + " busiest of " + all + " pCPUs";
        return Line.of(which + ": usage and other busy, percent busy", Ink.HEADING);
    }

    private static Line cell(PcpuFigures pcpu, Frame frame, int digits, int width) {
        int bar = width - digits - PERCENT - 2;
        Line.Builder cell = new Line.Builder().add(Text.right(String.valueOf(pcpu.number()), digits) + " ", Ink.FAINT);
        if (bar >= LEAST_BAR) {
            cell.add(PcpuLines.bar(frame, bar, pcpu)).add(" ");
        }
        String percent = Text.percent(pcpu.busy() == null ? pcpu.usage() : pcpu.busy());
        return cell.add(Text.right(percent.replace("%", ""), PERCENT)).build();
    }

    /** In order of number. */
    private static List<PcpuFigures> busiest(List<PcpuFigures> all, int most) {
        return all.stream()
                .sorted(Comparator.comparingDouble(PcpuFigures::load).reversed())
                .limit(most)
                .sorted(Comparator.comparingInt(PcpuFigures::number))
                .toList();
    }
}
