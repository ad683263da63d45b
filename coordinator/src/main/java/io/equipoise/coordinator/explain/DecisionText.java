package io.equipoise.coordinator.explain;

import io.equipoise.coordinator.loop.Effect;
import io.equipoise.traces.Decision;
import io.equipoise.traces.Decision.Role;
import io.equipoise.traces.Decision.Value;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One decision in words. */
public final class DecisionText {
    /** The host's answer to an action that it took. */
    private static final String OK = "ok";

    private DecisionText() {}

    /** Whether anything was planned or went wrong, so that there is something to tell. */
    public static boolean tells(Decision decision) {
        return decision.planned() != null || decision.error() != null;
    }

    /** Who decided: {@code headroom}, {@code proportional (shadow)} or {@code steady (dry run)}. */
    public static String policy(Decision decision) {
        return decision.policy()
                + switch (decision.role()) {
                    case ACTIVE -> "";
                    case SHADOW -> " (shadow)";
                    case DRY_RUN -> " (dry run)";
                };
    }

    /**
     * What was planned and why, what the guards made of it and why, what the host answered if it refused: {@code headroom:
     * vm3: 512 → 614 MiB: unused 71 below 100; step limited to 102 by largest-step}.
     */
    public static String sentence(Decision decision) {
        String answer = decision.answer();
        return policy(decision) + ": " + what(decision)
                + (answer == null || answer.equals(OK) ? "" : "; refused: " + answer);
    }

    /** What was planned and why, and what the guards made of it and why. */
    static String what(Decision decision) {
        if (decision.error() != null) {
            return "plan dropped: " + decision.error();
        }
        return decision.planned() == null
                ? "nothing planned"
                : Objects.requireNonNullElseGet(decision.reason(), () -> bare(decision));
    }

    /** For traces that give no reasons. */
    private static String bare(Decision decision) {
        String vcpu = decision.vcpu() == null ? "" : " vCPU " + decision.vcpu();
        return decision.domain() + vcpu + ": " + (decision.guarded() == null ? "not " : "")
                + value(decision.guarded() == null ? decision.planned() : decision.guarded());
    }

    /** What the guards left: {@code 614 MiB, changed by largest-step}, {@code nothing, dropped by fresh} or {@code all of it}. */
    static String guarded(Decision decision) {
        if (decision.guarded() == null) {
            return "nothing, dropped by " + Objects.requireNonNullElse(decision.guard(), "a guard");
        }
        return decision.guard() == null ? "all of it" : value(decision.guarded()) + ", changed by " + decision.guard();
    }

    /** What was done about it and answered. */
    static String done(Decision decision) {
        String answer = decision.answer();
        if (answer != null) {
            String sent = decision.sentMicros() == null ? "sent" : "sent at " + Times.exact(decision.sentMicros());
            return sent + (answer.equals(OK) ? ", the host agreed" : ", refused: " + answer);
        }
        return decision.guarded() != null && decision.role() != Role.ACTIVE
                ? "nothing, being a "
                        + decision.role().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                : "nothing";
    }

    /** What was seen afterwards, of an action that the host took: {@code 614 MiB after 2 ticks}. */
    static String observed(Decision decision) {
        Long tick = decision.observedTick();
        if (tick == null || decision.observed() == null) {
            return "nothing yet when the trace ended, or the guest was gone";
        }
        String after = " after " + ticks(tick - decision.tick());
        return Effect.isSeen(decision)
                ? value(decision.observed()) + after
                : "only " + value(decision.observed()) + after + ", not " + value(decision.guarded());
    }

    /** Whether the host took the action, so that its effect can be awaited. */
    public static boolean wasTaken(Decision decision) {
        return OK.equals(decision.answer());
    }

    /** The effect of an action told by itself: {@code headroom: vm3 has 614 MiB, 2 ticks after it was asked to}. */
    public static String effect(Decision decision, String domain) {
        String target = policy(decision) + ": " + domain + (decision.vcpu() == null ? "" : " vCPU " + decision.vcpu());
        Long tick = decision.observedTick();
        if (tick == null) {
            return target + ": the effect of tick " + decision.tick() + " was not seen any more";
        }
        String has = (decision.vcpu() == null ? " has " : " may run on ") + value(decision.observed());
        return target + has + ", " + ticks(tick - decision.tick())
                + (Effect.isSeen(decision)
                        ? " after it was asked to"
                        : " after " + value(decision.guarded()) + " was asked for");
    }

    private static String ticks(long number) {
        return number + (number == 1 ? " tick" : " ticks");
    }

    /** An affinity as a CPU list, a balloon in MiB. */
    static String value(@Nullable Value value) {
        if (value == null) {
            return "?";
        }
        return value.affinity() == null
                ? Math.round(Objects.requireNonNull(value.balloonKiB()) / 1024.0) + " MiB"
                : "pCPU " + value.affinity();
    }
}
