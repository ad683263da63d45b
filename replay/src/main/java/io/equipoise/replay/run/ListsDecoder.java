package io.equipoise.replay.run;

import org.jspecify.annotations.Nullable;

/** Follows the per-CPU lists of one guest from report to report, KiB. */
final class ListsDecoder {
    private final PageLists lists;
    private long held;
    private long @Nullable [] before;
    private long @Nullable [] counted;

    /** @param lists as found in the whole trace */
    ListsDecoder(PageLists lists) {
        this.lists = lists;
        this.held = lists.startKiB();
    }

    /** What lies in the lists by the next report's values, by {@link MemoryDemand}'s columns, lists not taken off yet. */
    long next(long[] values) {
        if (lists.areFollowedByCaches()) {
            step(values);
        } else if (before != null) {
            held = lists.next(held, MemoryDemand.allKiB(before), MemoryDemand.allKiB(values));
        }
        before = values;
        return held;
    }

    private void step(long[] values) {
        MemoryStep step = counted == null ? null : MemoryStep.between(counted, values);
        if (step != null) {
            held = step.listsKiB(held, lists.foundKiB());
        }
        if (counted == null || step != null) {
            counted = values;
        }
    }

    /** The guest is started anew: its lists are as they were at first. */
    void restart() {
        held = lists.startKiB();
        before = null;
        counted = null;
    }
}
