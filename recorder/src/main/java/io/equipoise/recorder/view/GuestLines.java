package io.equipoise.recorder.view;

import io.equipoise.recorder.view.GuestFigures.Health;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The guests: their sum and their troubles in one line, then a table; where there is no room for all, of the busiest. */
final class GuestLines {
    /** Guests in trouble that the summary names; the others it counts. */
    private static final int NAMED = 3;

    private GuestLines() {}

    /** Lines that are wanted where there is room for all: a line for each guest, and for each vCPU of several. */
    static int wanted(HostFigures host, boolean vcpus) {
        return 2 + (vcpus ? rows(host.guests()).size() : host.guests().size());
    }

    /** At most as many lines as there are rows. */
    static List<Line> of(HostFigures host, Frame frame, int rows) {
        List<GuestFigures> guests = host.guests();
        List<Line> lines = new ArrayList<>(List.of(summary(guests)));
        if (guests.isEmpty()) {
            return lines;
        }
        List<GuestRow> all = rows(guests);
        if (wanted(host, true) <= rows) {
            lines.addAll(new GuestTable(frame, all, all).lines());
        } else if (wanted(host, false) <= rows) {
            lines.addAll(new GuestTable(frame, guests.stream().map(GuestRow::of).toList(), all).lines());
        } else {
            int shown = Math.max(0, rows - 3);
            List<GuestFigures> ranked = guests.stream()
                    .sorted(Comparator.comparingDouble(GuestLines::load).reversed())
                    .toList();
            List<GuestRow> busiest =
                    ranked.stream().limit(shown).map(GuestRow::of).toList();
            lines.addAll(new GuestTable(frame, busiest, all).lines());
            lines.add(leftOut(ranked.subList(shown, ranked.size()), shown > 0));
        }
        return lines;
    }

    private static List<GuestRow> rows(List<GuestFigures> guests) {
        List<GuestRow> rows = new ArrayList<>();
        for (GuestFigures guest : guests) {
            rows.add(GuestRow.of(guest));
            if (guest.vcpus().size() > 1) {
                guest.vcpus().forEach(vcpu -> rows.add(GuestRow.of(vcpu)));
            }
        }
        return rows;
    }

    private static double load(GuestFigures guest) {
        Double demand = guest.cpu().demand();
        return demand == null ? 0 : demand;
    }

    private static Line summary(List<GuestFigures> guests) {
        Line.Builder line = new Line.Builder().add(Text.counted(guests.size(), "guest"), Ink.HEADING);
        Long balloons = GuestFigures.sum(guests, guest -> guest.memory().balloonKiB());
        Long maximum = GuestFigures.sum(guests, guest -> guest.domain().maximumKiB());
        if (balloons != null) {
            line.add("  balloons " + Text.mib(balloons) + (maximum == null ? "" : " of " + Text.mib(maximum)) + " MiB");
        }
        trouble(line, guests, Health.SILENT, "no answer");
        trouble(line, guests, Health.UNREPORTED, "no memory report");
        trouble(line, guests, Health.STALE, "old memory report");
        return line.build();
    }

    private static void trouble(Line.Builder line, List<GuestFigures> guests, Health health, String words) {
        List<String> names = guests.stream()
                .filter(guest -> guest.health() == health)
                .map(GuestFigures::name)
                .toList();
        if (!names.isEmpty()) {
            int others = names.size() - NAMED;
            String some = String.join(" ", names.subList(0, Math.min(NAMED, names.size())));
            line.add("  " + words + ": " + some + (others > 0 ? " +" + others : ""), Ink.WARNING);
        }
    }

    private static Line leftOut(List<GuestFigures> others, boolean someShown) {
        String words = Text.counted(others.size(), someShown ? "more guest" : "guest");
        double most = others.stream().mapToDouble(GuestLines::load).max().orElse(0);
        return Line.of(words + (most > 0 ? ", none demands over " + Text.percent(most) : ""), Ink.FAINT);
    }
}
