package io.equipoise.coordinator.libvirt;

import io.equipoise.coordinator.loop.ActivePolicy;
import io.equipoise.coordinator.loop.LoopSettings;
import io.equipoise.recorder.libvirt.DomainGlob;
import io.equipoise.recorder.sample.SamplerOptions;
import io.equipoise.traces.Decision.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What coordinates which domains, and how.
 *
 * @param uri libvirt's name of the host
 * @param domains those that are meant
 * @param interval between ticks
 * @param duration null until it is stopped
 * @param policies in the order in which they decide
 * @param keep whether affinities and balloons stay as they are at the end
 * @param record directory of the trace, new or one that is continued; null for none
 */
public record CoordinationOptions(
        String uri,
        DomainGlob domains,
        Duration interval,
        @Nullable Duration duration,
        List<ActivePolicy> policies,
        LoopSettings settings,
        boolean keep,
        @Nullable Path record) {

    public CoordinationOptions {
        policies = List.copyOf(policies);
    }

    /** Whether anything is ever changed. */
    boolean acts() {
        return policies.stream().anyMatch(policy -> policy.role() == Role.ACTIVE);
    }

    /** How the host is sampled; guests are asked for memory reports only by a run that acts. */
    SamplerOptions sampling() {
        return new SamplerOptions(uri, domains, interval, SamplerOptions.defaultDeadline(interval), acts(), false);
    }

    /** The policies by name, as a trace's header has them; what acts stands before what does not. */
    String policyNames() {
        return policies.stream()
                .sorted((one, other) -> one.role().compareTo(other.role()))
                .map(policy -> policy.name()
                        + switch (policy.role()) {
                            case ACTIVE -> "";
                            case SHADOW -> " (shadow)";
                            case DRY_RUN -> " (dry run)";
                        })
                .collect(Collectors.joining(", "));
    }
}
