package io.equipoise.replay.grade;

import io.equipoise.replay.measure.Stages.Span;
import io.equipoise.replay.measure.UsageWindow;
import io.equipoise.replay.measure.UsageWindows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a stage became balanced: the first of five consecutive balanced windows.
 *
 * @param first null when there is none
 * @param openSince begin of the earliest windows that might still become the first five if the trace went on; null when
 *     none might
 * @param unknown windows in which a pCPU's usage is not known; they count as unbalanced
 */
public record Convergence(
        @Nullable UsageWindow first, @Nullable Long openSince, int unknown) {
    /** Consecutive windows that must be balanced. */
    public static final int WINDOWS = 5;

    public static Convergence of(UsageWindows windows, Span stage, BalanceRule rule) {
        List<UsageWindow> within = windows.within(stage.begin(), stage.end());
        int unknown = (int) within.stream().filter(window -> !window.known()).count();
        int run = 0;
        for (int i = 0; i < within.size(); i++) {
            run = within.get(i).known() && rule.holds(within.get(i)) ? run + 1 : 0;
            if (run == WINDOWS) {
                return new Convergence(within.get(i - WINDOWS + 1), null, unknown);
            }
        }
        Long open = run > 0
                ? within.get(within.size() - run).fromTick()
                : within.isEmpty()
                        ? stage.begin()
                        : within.get(within.size() - 1).fromTick() + 1;
        return new Convergence(null, open, unknown);
    }
}
