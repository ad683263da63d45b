package io.equipoise.coordinator.exec;

import io.equipoise.coordinator.policy.Policy;
import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.coordinator.policy.PolicyKind;
import java.util.List;

/** An outside program as a policy of one kind; each run starts it anew. */
record ExecFactory(PolicyKind kind, String name, List<String> command, List<String> files) implements PolicyFactory {
    @Override
    public String summary() {
        return "Asks the program " + command.get(0) + " at every tick.";
    }

    @Override
    public Policy create() {
        return new ExecPolicy(kind, name, command);
    }
}
