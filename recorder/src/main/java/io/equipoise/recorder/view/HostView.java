package io.equipoise.recorder.view;

import io.equipoise.traces.Sample;
import java.util.ArrayList;
import java.util.List;

/** The live view: a pure function of the newest samples and the size of the screen. */
public final class HostView {
    /** Of the lines below the header, the pCPUs get at least this share, if they want them. */
    private static final double PCPU_SHARE = 0.4;

    private HostView() {}

    /**
     * At most as many lines as the frame is high, none wider than it. Rates need two samples, demand gets better up to the
     * demand window.
     *
     * @param window the newest samples in order of tick; more than the demand window are not needed
     */
    public static List<Line> of(List<Sample> window, Frame frame) {
        List<Line> lines = window.isEmpty() ? HeaderLines.alone(frame) : lines(window, frame);
        return lines.stream()
                .limit(frame.height())
                .map(line -> line.cut(frame.width()))
                .toList();
    }

    private static List<Line> lines(List<Sample> window, Frame frame) {
        HostFigures host = HostFigures.of(window);
        List<Line> lines = new ArrayList<>(HeaderLines.of(host, frame));
        int left = frame.height() - lines.size();
        int guests = GuestLines.wanted(host, left >= PcpuLines.wanted(host) + GuestLines.wanted(host, true));
        boolean airy = PcpuLines.wanted(host) + guests + 2 <= left;
        if (airy) {
            lines.add(Line.EMPTY);
        }
        List<Line> pcpus = PcpuLines.of(host, frame, Math.max((int) (left * PCPU_SHARE), left - guests));
        lines.addAll(pcpus);
        if (airy && !pcpus.isEmpty()) {
            lines.add(Line.EMPTY);
        }
        lines.addAll(GuestLines.of(host, frame, frame.height() - lines.size()));
        return lines;
    }
}
