package io.equipoise.coordinator.explain;

import io.equipoise.traces.Decision;
import io.equipoise.traces.Decision.Role;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Sample;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tells decisions as they are made, and their effects when they are seen; counts what was done. What a guard drops at one
 * tick after another is told once.
 */
public final class Narrator {
    private final Consumer<String> lines;
    private final Map<String, String> names = new HashMap<>();
    private final Map<List<Object>, String> dropped = new HashMap<>();
    private long taken;
    private long refused;
    private long limited;
    private long wished;

    public Narrator(Consumer<String> lines) {
        this.lines = lines;
    }

    /** Learns what the domains are called. */
    public void see(Sample sample) {
        for (DomainSample domain : sample.domains()) {
            names.put(domain.uuid(), domain.name());
        }
    }

    /** A decision that was just made, and answered if it was sent. */
    public void made(Decision decision) {
        count(decision);
        if (DecisionText.tells(decision) && !isDroppedAgain(decision)) {
            lines.accept("tick " + decision.tick() + ": " + DecisionText.sentence(decision));
        }
    }

    private boolean isDroppedAgain(Decision decision) {
        List<Object> target = Arrays.asList(decision.policy(), decision.role(), decision.domain(), decision.vcpu());
        String by = decision.planned() != null && decision.guarded() == null ? decision.guard() : null;
        if (by == null) {
            dropped.remove(target);
            return false;
        }
        return by.equals(dropped.put(target, by));
    }

    private void count(Decision decision) {
        if (decision.planned() == null) {
            return;
        }
        limited += decision.guard() == null ? 0 : 1;
        wished += decision.role() != Role.ACTIVE && decision.guarded() != null ? 1 : 0;
        taken += DecisionText.wasTaken(decision) ? 1 : 0;
        refused += decision.answer() != null && !DecisionText.wasTaken(decision) ? 1 : 0;
    }

    /** A decision whose effect was awaited, as far as it was seen. */
    public void seen(Decision decision) {
        String uuid = decision.domain();
        if (uuid != null && DecisionText.wasTaken(decision)) {
            lines.accept(DecisionText.effect(decision, names.getOrDefault(uuid, uuid)));
        }
    }

    /** What was done in all: {@code 12 actions, 1 refused, 3 plans limited by guards}. */
    public String summary() {
        return taken + (taken == 1 ? " action" : " actions")
                + (wished == 0 ? "" : ", " + wished + " more in dry runs or as shadow")
                + (refused == 0 ? "" : ", " + refused + " refused")
                + ", " + limited + (limited == 1 ? " change" : " changes") + " limited or dropped by guards";
    }
}
