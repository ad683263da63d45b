package io.equipoise.replay.made;

import io.equipoise.traces.Decision;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.LoadAsked;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceHeader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Makes memory traces for tests: guests that hold memory, and balloons that stand where they were last put, MiB. */
public final class MemoryRun {
    private static final long KIB = 1024;
    private static final double BASE = 90;

    private final double[] balloon;
    private final double[] held;
    private final List<Sample> samples = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<LoadAsked> loads = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();
    private Double hostFree = 20_000.0;
    private Double maximum = 2048.0;
    private Long budgetMib;
    private boolean unusedShown = true;
    private boolean loadsShown;
    private long tick = -1;

    private MemoryRun(int guests) {
        balloon = new double[guests];
        held = new double[guests];
        Arrays.fill(balloon, 512);
    }

    public static MemoryRun of(int guests) {
        return new MemoryRun(guests);
    }

    public MemoryRun balloon(int guest, double mib) {
        balloon[guest - 1] = mib;
        return this;
    }

    public MemoryRun balloons(double mib) {
        Arrays.fill(balloon, mib);
        return this;
    }

    public double balloonOf(int guest) {
        return balloon[guest - 1];
    }

    public MemoryRun hold(int guest, double mib) {
        held[guest - 1] = mib;
        return this;
    }

    public MemoryRun holdAll(double mib) {
        Arrays.fill(held, mib);
        return this;
    }

    /** The host's free memory from here on; null hides it. */
    public MemoryRun hostFree(Double mib) {
        hostFree = mib;
        return this;
    }

    public MemoryRun budget(long mib) {
        budgetMib = mib;
        return this;
    }

    public MemoryRun hideMaximum() {
        maximum = null;
        return this;
    }

    public MemoryRun showUnused(boolean shown) {
        unusedShown = shown;
        return this;
    }

    /** From here on the load table says what each guest holds. */
    public MemoryRun showLoads() {
        loadsShown = true;
        return this;
    }

    public MemoryRun stage(int number) {
        if (number == 1) {
            events.add(new Event(tick + 1, null, EventType.LOAD_ONSET, null, null, ""));
        }
        events.add(new Event(tick + 1, null, EventType.STAGE_BEGINS, null, number, ""));
        return this;
    }

    public MemoryRun loadEnds() {
        events.add(new Event(tick + 1, null, EventType.LOAD_ENDS, null, null, ""));
        return this;
    }

    /** A target sent after the newest sample; the balloon does not move by itself. */
    public MemoryRun ask(int guest, double mib) {
        Decision.Value target = Decision.Value.ofKiB(Math.round(mib * KIB));
        decisions.add(new Decision(
                tick,
                "made",
                Decision.Role.ACTIVE,
                uuid(guest),
                null,
                target,
                target,
                null,
                null,
                null,
                "ok",
                null,
                null,
                null,
                null));
        return this;
    }

    public MemoryRun run(int ticks) {
        return run(ticks, step -> {});
    }

    /** Goes on for some ticks; the step counts from 1 and is played before its sample. */
    public MemoryRun run(int ticks, Step step) {
        for (int i = 1; i <= ticks; i++) {
            step.play(i);
            tick++;
            samples.add(sample());
            for (int guest = 1; loadsShown && guest <= held.length; guest++) {
                loads.add(new LoadAsked(tick, name(guest), null, false, Math.round(held[guest - 1] * KIB)));
            }
        }
        return this;
    }

    public MemoryTrace trace() {
        TraceHeader header = new TraceHeader(
                TraceHeader.Source.TRIAL,
                "2025-01-01T00:00:00Z",
                new TraceHeader.HostShape(2, null),
                1000,
                null,
                null,
                null,
                null,
                "made",
                budgetMib == null ? null : budgetMib * KIB,
                null,
                null);
        return new MemoryTrace(header, samples, events, loads, decisions);
    }

    private Sample sample() {
        List<DomainSample> domains = new ArrayList<>();
        for (int guest = 1; guest <= balloon.length; guest++) {
            long unused = Math.round(Math.max(5, balloon[guest - 1] - BASE - held[guest - 1]) * KIB);
            MemorySample memory = new MemorySample(
                    Math.round(balloon[guest - 1] * KIB),
                    null,
                    unusedShown ? unused : null,
                    unusedShown ? unused : null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    tick,
                    null);
            domains.add(new DomainSample(
                    uuid(guest),
                    name(guest),
                    100 - guest,
                    DomainState.RUNNING,
                    null,
                    maximum == null ? null : Math.round(maximum * KIB),
                    null,
                    List.of(),
                    memory,
                    null));
        }
        HostSample host = new HostSample(null, hostFree == null ? null : Math.round(hostFree * KIB), null);
        return new Sample(tick, null, tick * 1_000_000_000L, null, host, List.of(), domains);
    }

    private static String name(int guest) {
        return "aos_vm" + guest;
    }

    private static String uuid(int guest) {
        return "uuid-" + Objects.toString(guest);
    }

    /** What happens before a sample. */
    @FunctionalInterface
    public interface Step {
        void play(int step);
    }
}
