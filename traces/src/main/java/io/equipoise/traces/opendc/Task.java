package io.equipoise.traces.opendc;

import io.equipoise.traces.readings.GuestReadings;

/** A task whose fragments are being read: each begins where the one before it ended. */
final class Task {
    private final GuestReadings guest;
    private final double capacityMhz;
    private long atMillis;

    /** @param beginMillis when it was submitted, after the grid's interval 0 */
    Task(GuestReadings guest, double capacityMhz, long beginMillis) {
        this.guest = guest;
        this.capacityMhz = capacityMhz;
        this.atMillis = beginMillis;
    }

    double share(double usageMhz) {
        return usageMhz / capacityMhz;
    }

    long atMillis() {
        return atMillis;
    }

    /** Lives through a fragment; an unknown usage is NaN. */
    void run(long durationMillis, double share, long intervalMillis) {
        long end = atMillis + durationMillis;
        while (atMillis < end) {
            long interval = Math.floorDiv(atMillis, intervalMillis);
            long until = Math.min(end, (interval + 1) * intervalMillis);
            if (!Double.isNaN(share)) {
                guest.add((int) interval + 1, share * (until - atMillis) / intervalMillis);
            }
            atMillis = until;
        }
    }
}
