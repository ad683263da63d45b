package io.equipoise.testbed.measure;

import io.equipoise.testbed.Guest;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/** Gives guests another CPU load and another amount of memory now and then, the same ones in each run. */
public final class VaryingLoad implements RecorderMeasurement.Load {
    private static final int SLEEP_MILLIS = 50;
    private static final int LEAST_WORK = 50;
    private static final int MOST_WORK = 800;
    private static final int LEAST_MIB = 20;
    private static final int MOST_MIB = 240;
    private static final int WITHIN_SECONDS = 30;

    private final Random random = new Random(1);
    private final List<Guest> guests;

    public VaryingLoad(List<Guest> guests) {
        this.guests = guests;
    }

    @Override
    public void next() throws IOException {
        for (Guest guest : guests) {
            guest.send("cpu " + random.nextInt(LEAST_WORK, MOST_WORK) + " " + SLEEP_MILLIS);
            guest.send("mem " + random.nextInt(LEAST_MIB, MOST_MIB) + " " + WITHIN_SECONDS);
        }
    }
}
