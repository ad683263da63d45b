package io.equipoise.cli;

import io.equipoise.recorder.view.Frame;
import io.equipoise.recorder.view.HostView;
import io.equipoise.traces.Sample;
import io.equipoise.traces.demand.DemandWindow;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows what is watched on a terminal; what has ended stays there as it was last. */
final class WatchView {
    /** For so many glances a message stays. */
    private static final int LASTING = 10;

    private final Watched watched;
    private final List<Sample> window = new ArrayList<>();
    private long heard;
    private int age = LASTING;

    WatchView(Watched watched) {
        this.watched = watched;
    }

    void run(WatchScreen screen) throws IOException {
        try (HeldErrors errors = new HeldErrors();
                screen) {
            for (Optional<Watched.Glance> next = watched.next(); next.isPresent(); next = watched.next()) {
                Watched.Glance glance = next.get();
                add(glance.sample());
                if (glance.newest()) {
                    screen.show(view(glance.notice() != null ? glance.notice() : fresh(errors)));
                }
            }
            if (watched.ended()) {
                screen.leave();
                screen.print(view(null));
            }
        }
    }

    /** What was said newest on stderr, for some glances. */
    private @Nullable String fresh(HeldErrors errors) {
        age = errors.count() > heard ? 0 : age + 1;
        heard = errors.count();
        return age < LASTING ? errors.newest() : null;
    }

    private void add(@Nullable Sample sample) {
        if (sample != null) {
            window.add(sample);
        }
        if (window.size() > DemandWindow.TICKS + 1) {
            window.remove(0);
        }
    }

    private WatchScreen.View view(@Nullable String notice) {
        List<Sample> newest = List.copyOf(window);
        return (width, height, glyphs) ->
                HostView.of(newest, new Frame(watched.title(), notice, width, height, glyphs, ZoneId.systemDefault()));
    }
}
