package io.equipoise.coordinator.exec;

import com.fasterxml.jackson.databind.JsonNode;
import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.coordinator.policy.PolicyKind;
import java.util.List;

/**
 * Asks a program, which is started at the first tick and ended with all it started when the run is over. What it answers is
 * read strictly; without an answer there is no plan.
 */
final class ExecPolicy implements Policy {
    private final PolicyKind kind;
    private final Conversation conversation;

    ExecPolicy(PolicyKind kind, String name, List<String> command) {
        this.kind = kind;
        this.conversation = new Conversation(name, command);
    }

    @Override
    public Plan decide(Observation seen) {
        long tick = seen.sample().tick();
        JsonNode answer = conversation.ask(tick, ObservationLine.of(kind, seen));
        return new PlanReader(kind, seen.sample()).plan(answer);
    }

    @Override
    public void close() {
        conversation.close();
    }
}
