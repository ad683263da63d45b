package io.equipoise.cli;

import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.coordinator.policy.Plan.Change;
import io.equipoise.coordinator.policy.Plan.Pin;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A policy that plans what each guard is there to stop, one after the other, each at the first tick at which it may be
 * tried, and then goes mad. The guests' names end in 1 to 4: an ordinary one, one that is paused for a while, one that
 * becomes short of memory, and one without balloon driver.
 */
final class GuardTour implements Policy {
    private static final long MIB = 1024;
    private static final int PATIENCE = 4;

    /** The stop that follows the one before it at once. */
    private static final int AGAIN = 3;

    private final List<Stop> stops = new ArrayList<>();
    private final @Nullable Path pauseFile;
    private volatile int next;
    private final AtomicInteger failures = new AtomicInteger();
    private int waited;

    /** A plan for the first tick at which it is not empty. */
    private interface Stop extends Function<Observation, List<Change>> {}

    /** @param pauseFile the off switch, where there is one */
    GuardTour(@Nullable Path pauseFile) {
        this.pauseFile = pauseFile;
        stops.add(GuardTour::nonsense);
        stops.add(GuardTour::small);
        stops.add(GuardTour::tooMuch);
        stops.add(GuardTour::again);
        stops.add(GuardTour::tooLittle);
        stops.add(GuardTour::fromThePoor);
        stops.add(GuardTour::toTheSilent);
        if (pauseFile != null) {
            stops.add(this::switchedOff);
        }
        stops.add(GuardTour::toThePaused);
    }

    /** How often it has failed since every stop was tried. */
    int failures() {
        return failures.get();
    }

    /** Whether only the paused guest is left to try. */
    boolean isLast() {
        return next == stops.size() - 1;
    }

    /** Whether every stop was tried. */
    boolean isOver() {
        return next == stops.size();
    }

    @Override
    public Plan decide(Observation seen) {
        if (isOver()) {
            failures.incrementAndGet();
            throw new IllegalStateException("nothing left to try");
        }
        switchOn();
        // Balloons and reports come to rest between two stops, but where the next one is about just that.
        int stop = next;
        if (stop != AGAIN && waited++ < PATIENCE) {
            return Plan.NOTHING;
        }
        List<Change> changes = stops.get(stop).apply(seen);
        if (!changes.isEmpty()) {
            next = stop + 1;
            waited = 0;
        }
        return Plan.of(changes);
    }

    private static List<Change> nonsense(Observation seen) {
        Sample sample = seen.sample();
        DomainSample one = guest(sample, 1);
        DomainSample other = guest(sample, 3);
        VcpuSample vcpu = other.vcpus().get(0);
        CpuSet missing = CpuSet.of(sample.pcpus().size() + 100);
        return List.of(
                new Pin("nobody", 0, CpuSet.of(0), "unknown domain"),
                new Pin(one.uuid(), 0, CpuSet.EMPTY, "empty affinity"),
                new Pin(guest(sample, 2).uuid(), 0, missing, "missing pCPU"),
                new Pin(one.uuid(), 99, CpuSet.of(0), "missing vCPU"),
                new Balloon(one.uuid(), 8 * MIB, "eight MiB"),
                new Pin(other.uuid(), 0, Objects.requireNonNull(vcpu.affinity()), "as it is"),
                new Pin(other.uuid(), 0, Objects.requireNonNull(vcpu.affinity()), "named twice"));
    }

    private static List<Change> small(Observation seen) {
        DomainSample guest = guest(seen.sample(), 1);
        return List.of(new Balloon(guest.uuid(), current(guest) - 512, "half a MiB"));
    }

    private static List<Change> tooMuch(Observation seen) {
        DomainSample guest = guest(seen.sample(), 1);
        return List.of(new Balloon(
                guest.uuid(), Objects.requireNonNull(guest.maximumKiB()) + 1024 * MIB, "beyond everything"));
    }

    private static List<Change> again(Observation seen) {
        Sample sample = seen.sample();
        DomainSample one = guest(sample, 1);
        DomainSample other = guest(sample, 2);
        return List.of(
                new Balloon(one.uuid(), current(one) - 40 * MIB, "too soon"),
                new Balloon(other.uuid(), current(other) + 40 * MIB, "nothing left"));
    }

    private static List<Change> tooLittle(Observation seen) {
        return List.of(new Balloon(guest(seen.sample(), 2).uuid(), 20 * MIB, "nearly nothing"));
    }

    private static List<Change> fromThePoor(Observation seen) {
        DomainSample guest = guest(seen.sample(), 3);
        MemorySample memory = Objects.requireNonNull(guest.memory());
        boolean isPoor =
                Objects.requireNonNull(memory.unusedKiB()) <= seen.limits().unusedKiB();
        return isPoor ? List.of(new Balloon(guest.uuid(), current(guest) - 40 * MIB, "from the poor")) : List.of();
    }

    private static List<Change> toThePaused(Observation seen) {
        DomainSample guest = guest(seen.sample(), 2);
        return guest.state() == DomainState.PAUSED
                ? List.of(
                        new Pin(guest.uuid(), 0, CpuSet.of(0), "pinned while paused"),
                        new Balloon(guest.uuid(), current(guest) - 40 * MIB, "taken while paused"))
                : List.of();
    }

    private List<Change> switchedOff(Observation seen) {
        DomainSample guest = guest(seen.sample(), 1);
        try {
            Files.createFile(Objects.requireNonNull(pauseFile));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(new Balloon(guest.uuid(), current(guest) - 40 * MIB, "while all is off"));
    }

    private void switchOn() {
        try {
            if (pauseFile != null) {
                Files.deleteIfExists(pauseFile);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Change> toTheSilent(Observation seen) {
        DomainSample guest = guest(seen.sample(), 4);
        return List.of(new Balloon(guest.uuid(), current(guest) - 40 * MIB, "from the silent"));
    }

    private static DomainSample guest(Sample sample, int number) {
        return sample.domains().stream()
                .filter(domain -> domain.name().endsWith(Integer.toString(number)))
                .findFirst()
                .orElseThrow();
    }

    private static long current(DomainSample guest) {
        return Objects.requireNonNull(Objects.requireNonNull(guest.memory()).currentKiB());
    }
}
