package io.equipoise.replay.evaluate;

import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.Cases;
import io.equipoise.replay.run.RecordedDemand;
import io.equipoise.replay.run.ReplaySetup;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemoryTrace;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A trace that was read, and what can be asked of it.
 *
 * @param testCase the case that ships whose load it holds; null outside them
 * @param kinds which policies have something to decide in it
 */
record Recording(
        TraceSource source, MemoryTrace trace, @Nullable Case testCase, Set<PolicyKind> kinds) {

    static Recording of(TraceSource source) {
        MemoryTrace trace = source.read();
        String name = trace.header().caseName();
        Case testCase = name != null && Cases.names().contains(name) ? Cases.named(name) : null;
        return new Recording(source, trace, testCase, testCase == null ? kinds(trace) : Set.of(testCase.kind()));
    }

    List<PolicyFactory> policies(PolicyChoice choice) {
        return kinds.stream().flatMap(kind -> choice.of(kind).stream()).toList();
    }

    ReplaySetup setup(RecordedDemand demand) {
        GivenHost host = source.host();
        return testCase == null ? host.asRecorded(demand) : host.over(ReplaySetup.of(testCase));
    }

    /** The trace's name, with the kind of the policies where both are replayed on it. */
    String name(PolicyKind kind) {
        return kinds.size() == 1
                ? source.name()
                : source.name() + " (" + kind.name().toLowerCase(Locale.ROOT) + ")";
    }

    private static Set<PolicyKind> kinds(MemoryTrace trace) {
        Set<PolicyKind> kinds = EnumSet.noneOf(PolicyKind.class);
        if (any(trace, domain -> domain.vcpus().stream().anyMatch(vcpu -> vcpu.timeNanos() != null))) {
            kinds.add(PolicyKind.CPU);
        }
        if (any(trace, domain -> domain.memory() != null && domain.memory().currentKiB() != null)) {
            kinds.add(PolicyKind.MEMORY);
        }
        return kinds;
    }

    private static boolean any(MemoryTrace trace, Predicate<DomainSample> property) {
        return trace.samples().stream()
                .flatMap(sample -> sample.domains().stream())
                .anyMatch(property);
    }
}
