package io.equipoise.traces.readings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One guest's readings. Interval k of the grid is the five minutes that end at tick k; usage is the share of its time that
 * each vCPU ran. Held: 4 bytes an interval, 8 where memory is known.
 */
public final class GuestReadings {
    /** In place of memory that is not known. */
    public static final long UNKNOWN = -1;

    static final int NONE = -1;
    private static final int FIRST_CELLS = 16;
    private static final double BILLIONTHS = 1e9;

    private final String name;
    private final Guests guests;
    private final List<GuestShape> shapes = new ArrayList<>();
    private int first;
    private int size;
    private int[] shares = new int[0];
    private int @Nullable [] usedKiB;

    GuestReadings(String name, Guests guests) {
        this.name = name;
        this.guests = guests;
    }

    public String name() {
        return name;
    }

    /**
     * What the guest has from an interval on, until another shape is given; shapes come in order.
     *
     * @return whether that is a change of an earlier shape
     */
    public boolean shape(int interval, int vcpus, @Nullable Long maximumKiB) {
        if (vcpus < 1 || vcpus > Guests.MOST_VCPUS) {
            throw new IllegalArgumentException(vcpus + " vCPUs");
        }
        GuestShape next = new GuestShape(interval, vcpus, maximumKiB);
        if (shapes.isEmpty()) {
            shapes.add(next);
            return false;
        }
        if (shapes.get(shapes.size() - 1).isLike(next)) {
            return false;
        }
        shapes.add(next);
        return true;
    }

    /** Whether any shape was given. */
    public boolean hasShape() {
        return !shapes.isEmpty();
    }

    /** Whether the interval has a reading. */
    public boolean has(int interval) {
        return share(interval) != NONE;
    }

    /**
     * Sets the reading of an interval that has none.
     *
     * @param share 0 to 1
     * @param memoryKiB that the guest uses, or {@link #UNKNOWN}
     */
    public void set(int interval, double share, long memoryKiB) {
        int cell = cell(interval);
        shares[cell] = billionths(share);
        if (memoryKiB != UNKNOWN) {
            int[] used = memory();
            used[cell] = (int) Math.min(Integer.MAX_VALUE, memoryKiB);
        }
    }

    /** Adds what the guest ran in a part of an interval, as a share of the whole; all parts together are held to 1. */
    public void add(int interval, double share) {
        int cell = cell(interval);
        shares[cell] = (int) Math.min((long) BILLIONTHS, Math.max(0, shares[cell]) + (long) billionths(share));
    }

    private static int billionths(double share) {
        return (int) Math.round(BILLIONTHS * Math.max(0, Math.min(1, share)));
    }

    private int[] memory() {
        if (usedKiB == null) {
            guests.hold(shares.length);
            usedKiB = new int[shares.length];
            Arrays.fill(usedKiB, NONE);
        }
        return usedKiB;
    }

    /** Makes room for an interval and returns its position. */
    private int cell(int interval) {
        if (size == 0) {
            first = interval;
            grow(0, FIRST_CELLS);
        } else if (interval < first) {
            int more = first - interval;
            grow(more, shares.length + more);
            first = interval;
            size += more;
        } else if (interval - first >= shares.length) {
            grow(0, Math.max(interval - first + 1, shares.length + shares.length / 2));
        }
        size = Math.max(size, interval - first + 1);
        return interval - first;
    }

    private void grow(int shift, int length) {
        guests.hold((long) (length - shares.length) * (usedKiB == null ? 1 : 2));
        shares = moved(shares, shift, length);
        usedKiB = usedKiB == null ? null : moved(usedKiB, shift, length);
    }

    private static int[] moved(int[] cells, int shift, int length) {
        int[] moved = new int[length];
        Arrays.fill(moved, NONE);
        System.arraycopy(cells, 0, moved, shift, cells.length);
        return moved;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int first() {
        return first;
    }

    int last() {
        return first + size - 1;
    }

    /** Billionths, or {@link #NONE}. */
    int share(int interval) {
        int cell = interval - first;
        return cell < 0 || cell >= size ? NONE : shares[cell];
    }

    /** KiB, or {@link #NONE}. */
    int usedKiB(int interval) {
        int cell = interval - first;
        return usedKiB == null || cell < 0 || cell >= size ? NONE : usedKiB[cell];
    }

    /** One vCPU where the source names no shape. */
    GuestShape shapeAt(int interval) {
        int low = 0;
        int high = shapes.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (shapes.get(middle).from() <= interval) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return shapes.isEmpty() ? GuestShape.SINGLE : shapes.get(Math.max(0, low - 1));
    }

    int mostVcpus() {
        return shapes.stream().mapToInt(GuestShape::vcpus).max().orElse(1);
    }

    /** The unbroken runs of the guest: those of its readings between which no more than an hour is missing. */
    List<Stretch> stretches() {
        List<Stretch> stretches = new ArrayList<>();
        int start = first;
        int end = first;
        for (int interval = first + 1; interval <= last(); interval++) {
            if (has(interval)) {
                if (interval - end > Guests.LONGEST_GAP + 1) {
                    stretches.add(new Stretch(start, end));
                    start = interval;
                }
                end = interval;
            }
        }
        stretches.add(new Stretch(start, end));
        return stretches;
    }

    /** Intervals from one reading to another, both included. */
    record Stretch(int first, int last) {}

    /** Intervals of a stretch that have no reading. */
    int missing(Stretch stretch) {
        int missing = 0;
        for (int interval = stretch.first(); interval <= stretch.last(); interval++) {
            missing += has(interval) ? 0 : 1;
        }
        return missing;
    }
}
