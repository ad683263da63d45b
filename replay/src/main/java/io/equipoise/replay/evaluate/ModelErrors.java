package io.equipoise.replay.evaluate;

import io.equipoise.coordinator.policy.Policies;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.run.RecordedDemand;
import io.equipoise.replay.run.Replay;
import io.equipoise.replay.run.SelfCheck;
import io.equipoise.traces.MemoryTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds how far the model is from a recorded trace. */
final class ModelErrors {
    private ModelErrors() {}

    static List<ModelError> of(Recording recording, RecordedDemand demand) {
        List<ModelError> errors = new ArrayList<>();
        for (PolicyKind kind : recording.kinds()) {
            // An imported trace knows no host whose pCPUs could be compared.
            List<String> lines = demand.pcpus().length == 0 ? List.of() : selfCheck(kind, SelfCheck.of(demand));
            if (!lines.isEmpty()) {
                errors.add(new ModelError(
                        recording.name(kind),
                        "Model's error: what was done while recording, replayed on the recorded host's own shape",
                        lines));
            }
        }
        String reference = recording.source().reference();
        if (reference != null) {
            MemoryTrace recorded = new TraceSource(reference, reference, null).read();
            MemoryTrace predicted =
                    Replay.run(demand, recording.setup(demand), Policies.named(PolicyKind.MEMORY, "none"));
            errors.add(new ModelError(
                    recording.name(PolicyKind.MEMORY),
                    "Prediction: none replayed from this trace, against none as recorded",
                    Prediction.errors(recorded, predicted)));
        }
        return errors;
    }

    private static List<String> selfCheck(PolicyKind kind, SelfCheck check) {
        List<String> lines = new ArrayList<>();
        switch (kind) {
            case CPU -> {
                add(lines, "usage of a pCPU", check.pcpuUsagePoints(), "points");
                add(lines, "usage by a vCPU", check.vcpuUsagePoints(), "points of a pCPU");
            }
            case MEMORY -> {
                add(lines, "balloon", check.balloonMib(), "MiB");
                add(lines, "unused", check.unusedMib(), "MiB");
            }
        }
        return lines;
    }

    private static void add(List<String> lines, String quantity, @Nullable Double mean, String unit) {
        if (mean != null) {
            lines.add(String.format(Locale.ROOT, "%s: off by %.1f %s on average", quantity, mean, unit));
        }
    }
}
