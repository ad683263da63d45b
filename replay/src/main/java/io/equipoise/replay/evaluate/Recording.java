package io.equipoise.replay.evaluate;

import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.Cases;
import io.equipoise.replay.run.RecordedDemand;
import io.equipoise.replay.run.ReplaySetup;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Trace;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A trace that was read, and what can be asked of it.
 *
 * @param testCase the case that ships whose load it holds; null outside them
 * @param kinds which policies have something to decide in it
 */
public record Recording(
        TraceSource source, MemoryTrace trace, @Nullable Case testCase, Set<PolicyKind> kinds) {

    static Recording of(TraceSource source) {
        MemoryTrace trace = source.read();
        return new Recording(source, trace, testCase(trace), kinds(trace));
    }

    /** The case that ships whose load a trace holds; null outside them. */
    public static @Nullable Case testCase(Trace trace) {
        String name = trace.header().caseName();
        return name != null && Cases.names().contains(name) ? Cases.named(name) : null;
    }

    List<PolicyFactory> policies(PolicyChoice choice) {
        return kinds.stream().flatMap(kind -> choice.of(kind).stream()).toList();
    }

    ReplaySetup setup(RecordedDemand demand) {
        return source.host().setup(testCase, demand);
    }

    /** The case's own setup or the recorded one, whatever host was given. */
    ReplaySetup ownSetup(RecordedDemand demand) {
        return GivenHost.NONE.setup(testCase, demand);
    }

    /** The trace's name, with the kind of the policies where both are replayed on it. */
    String name(PolicyKind kind) {
        return kinds.size() == 1
                ? source.name()
                : source.name() + " (" + kind.name().toLowerCase(Locale.ROOT) + ")";
    }

    /** Which policies have something to decide in a trace; of one outside cases its samples are looked at. */
    public static Set<PolicyKind> kinds(Trace trace) {
        Case testCase = testCase(trace);
        if (testCase != null) {
            return Set.of(testCase.kind());
        }
        Set<PolicyKind> kinds = EnumSet.noneOf(PolicyKind.class);
        if (any(trace, domain -> domain.vcpus().stream().anyMatch(vcpu -> vcpu.timeNanos() != null))) {
            kinds.add(PolicyKind.CPU);
        }
        if (any(trace, domain -> domain.memory() != null && domain.memory().currentKiB() != null)) {
            kinds.add(PolicyKind.MEMORY);
        }
        return kinds;
    }

    private static boolean any(Trace trace, Predicate<DomainSample> property) {
        return StreamSupport.stream(trace.samples().spliterator(), false)
                .flatMap(sample -> sample.domains().stream())
                .anyMatch(property);
    }
}
