package io.equipoise.recorder.view;

import io.equipoise.recorder.view.GuestFigures.Health;
import io.equipoise.recorder.view.GuestFigures.MemoryFigures;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The columns of the guests' table from left to right; the text of a vCPU's row is empty where only a guest has a value. */
enum GuestColumn {
    NAME("guest", 5, 24, 0),
    SEEN("on", 2, 9, 6),
    ALLOWED("affinity", 8, 9, 12),
    BAR("usage of demand", 8, 20, 9),
    USAGE("usage", 5, 5, 1),
    DEMAND("demand", 6, 6, 2),
    WAITED("wait", 4, 4, 11),
    BALLOON("balloon", 7, 7, 3),
    MAXIMUM("max", 5, 7, 10),
    UNUSED("unused", 6, 6, 4),
    SWAP("swap", 5, 7, 8),
    AGE("age", 5, 5, 7),
    NOTE("", 20, 20, 5);

    private static final long LITTLE_KIB = 100 * 1_024;
    private static final double LONG_WAIT = 0.2;

    private final String title;
    private final int least;
    private final int most;
    private final int rank;

    /**
     * @param least fewest characters
     * @param most it may grow with its contents up to this many
     * @param rank in which the columns get their room, 0 first
     */
    GuestColumn(String title, int least, int most, int rank) {
        this.title = title;
        this.least = least;
        this.most = most;
        this.rank = rank;
    }

    /** The title where it has its room, else none. */
    String title(int width) {
        return Text.width(title) <= width ? title : "";
    }

    int least() {
        return least;
    }

    int most() {
        return most;
    }

    int rank() {
        return rank;
    }

    /** Figures stand to the right, words to the left. */
    boolean figures() {
        return switch (this) {
            case NAME, SEEN, ALLOWED, BAR, NOTE -> false;
            default -> true;
        };
    }

    /** What stands in a row; the bar is drawn elsewhere. */
    String text(GuestRow row) {
        return switch (this) {
            case NAME -> row.name();
            case SEEN -> row.seen().toString();
            case ALLOWED -> row.allowed().toString();
            case BAR -> "";
            case USAGE -> Text.percent(row.cpu().usage());
            case DEMAND ->
                (row.cpu().censored() ? ">" : "") + Text.percent(row.cpu().demand());
            case WAITED -> Text.percent(row.cpu().waited());
            case BALLOON -> memory(row, memory -> Text.mib(memory.balloonKiB()));
            case MAXIMUM ->
                row.guest() == null ? "" : Text.mib(row.guest().domain().maximumKiB());
            case UNUSED -> memory(row, GuestColumn::unused);
            case SWAP -> memory(row, memory -> Text.mib(memory.swappedKiB()) + (memory.swapping() ? "+" : ""));
            case AGE -> memory(row, memory -> age(memory.ageSeconds()));
            case NOTE -> row.guest() == null ? "" : row.guest().note();
        };
    }

    Ink ink(GuestRow row) {
        GuestFigures guest = row.guest();
        boolean warning = switch (this) {
            case NAME -> guest != null && guest.health() != Health.WELL;
            case WAITED -> row.cpu().waited() != null && row.cpu().waited() >= LONG_WAIT * row.vcpus();
            case UNUSED -> {
                Long unused = guest == null ? null : guest.memory().unusedKiB();
                yield unused != null && unused < LITTLE_KIB;
            }
            case AGE -> guest != null && guest.health() == Health.STALE;
            case SWAP -> guest != null && guest.memory().swapping();
            case NOTE -> true;
            default -> false;
        };
        return warning ? Ink.WARNING : guest == null && this == NAME ? Ink.FAINT : Ink.PLAIN;
    }

    private static String memory(GuestRow row, Function<MemoryFigures, String> figure) {
        return row.guest() == null ? "" : figure.apply(row.guest().memory());
    }

    private static String unused(MemoryFigures memory) {
        boolean marked = memory.doubtful() && memory.unusedKiB() != null;
        return Text.mib(memory.unusedKiB()) + (marked ? "?" : "");
    }

    private static String age(@Nullable Long seconds) {
        if (seconds == null) {
            return Text.UNKNOWN;
        }
        if (seconds < 0) {
            return "never";
        }
        return seconds < 100 ? seconds + "s" : seconds < 6_000 ? seconds / 60 + "m" : seconds / 3_600 + "h";
    }
}
