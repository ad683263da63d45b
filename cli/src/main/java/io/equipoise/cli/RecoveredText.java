package io.equipoise.cli;

import io.equipoise.traces.parquet.Recovered;
import java.util.ArrayList;
import java.util.List;

/** What a recovery did, in sentences. */
final class RecoveredText {
    private RecoveredText() {}

    /** None when there was nothing to do. */
    static List<String> lines(Recovered done) {
        List<String> lines = new ArrayList<>();
        if (!done.segments().isEmpty()) {
            lines.add("recovered " + done.ticks() + " ticks from the journal into segment "
                    + String.join(", ", done.segments()));
        }
        if (done.tornBytes() > 0) {
            lines.add("the tick that was being written is gone, " + done.tornBytes() + " bytes");
        }
        if (!done.setAside().isEmpty()) {
            lines.add(done.damagedBytes() + " bytes of a journal cannot be read; it is kept as "
                    + String.join(", ", done.setAside()));
        }
        if (done.leftovers() > 0) {
            lines.add("removed what was left of " + done.leftovers() + " segments and journals");
        }
        return lines;
    }
}
