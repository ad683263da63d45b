package io.equipoise.replay.grade;

import io.equipoise.replay.measure.GuestMemory;
import io.equipoise.replay.measure.GuestMemory.Reading;
import java.util.List;

/** Balloons of guests at a tick, MiB. */
final class BalloonSum {

    private BalloonSum() {}

    /** One guest's balloon as last read at or before the tick. */
    static double of(GuestMemory guest, long tick) {
        Double balloon = guest.at(tick).map(Reading::balloon).orElse(null);
        if (balloon == null) {
            throw new Undecided("the balloon of " + guest.name() + " at tick " + tick + " is not known");
        }
        return balloon;
    }

    static double of(List<GuestMemory> guests, long tick) {
        return guests.stream().mapToDouble(guest -> of(guest, tick)).sum();
    }

    static String names(List<GuestMemory> guests) {
        return String.join(", ", guests.stream().map(GuestMemory::name).toList());
    }
}
