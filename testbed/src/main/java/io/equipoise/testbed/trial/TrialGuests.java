package io.equipoise.testbed.trial;

import io.equipoise.testbed.Guest;
import io.equipoise.testbed.GuestShape;
import io.equipoise.testbed.Testbed;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The guests that trials are played on, one trial after another: those that are up, while they are as good as fresh ones. */
public final class TrialGuests {
    private final Testbed testbed;
    private final Consumer<String> progress;
    private List<Guest> guests = List.of();
    private @Nullable GuestShape shape;

    /** @param progress is told what is going on, a line each */
    public TrialGuests(Testbed testbed, Consumer<String> progress) {
        this.testbed = testbed;
        this.progress = progress;
    }

    Testbed testbed() {
        return testbed;
    }

    void say(String line) {
        progress.accept(line);
    }

    /** So many guests of this shape without any load. */
    List<Guest> ready(int count, GuestShape wanted) throws IOException {
        if (!canBeUsedAgain(count, wanted)) {
            guests = List.of();
            guests = testbed.up(count, wanted);
            shape = wanted;
        }
        return guests;
    }

    /**
     * Uses none of them again, as the last trial left a state in them that cannot be undone: what a program did, or free pages in
     * the kernel's per-CPU lists and counters of swap, which fill as memory is freed and balloons grow.
     */
    void discard() {
        guests = List.of();
    }

    private boolean canBeUsedAgain(int count, GuestShape wanted) {
        if (guests.size() != count || !wanted.equals(shape)) {
            return false;
        }
        try {
            for (Guest guest : guests) {
                guest.send("idle");
            }
            return true;
        } catch (IOException e) {
            progress.accept("fresh guests are taken: " + e.getMessage());
            return false;
        }
    }
}
