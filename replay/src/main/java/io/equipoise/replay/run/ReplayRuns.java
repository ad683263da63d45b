package io.equipoise.replay.run;

import java.util.ArrayList;
import java.util.List;

/** Several policies' replays of one pass. */
final class ReplayRuns implements AutoCloseable {
    private final List<ReplayRun> runs = new ArrayList<>();

    void add(ReplayRun run) {
        runs.add(run);
    }

    List<ReplayRun> all() {
        return runs;
    }

    /** Closes them all; one that throws keeps no other open. */
    @Override
    public void close() {
        RuntimeException first = null;
        for (ReplayRun run : runs) {
            try {
                run.close();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
