package io.equipoise.testbed.trial;

import io.equipoise.coordinator.host.OffSwitch;
import io.equipoise.coordinator.host.WallClockTicker;
import io.equipoise.coordinator.libvirt.LibvirtHost;
import io.equipoise.coordinator.loop.ActivePolicy;
import io.equipoise.coordinator.loop.ControlLoop;
import io.equipoise.coordinator.loop.LoopSettings;
import io.equipoise.coordinator.policy.Limits;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.recorder.libvirt.DomainGlob;
import io.equipoise.recorder.record.RecordingListener;
import io.equipoise.recorder.sample.HostFacts;
import io.equipoise.recorder.sample.SamplerOptions;
import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.GuestOrder;
import io.equipoise.testbed.Await;
import io.equipoise.testbed.Guest;
import io.equipoise.testbed.GuestShape;
import io.equipoise.testbed.Testbed;
import io.equipoise.testbed.load.Calibration;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.MemoryBudget;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceHeader;
import io.equipoise.traces.TraceHeader.Source;
import io.equipoise.traces.parquet.ParquetTraces;
import io.equipoise.traces.parquet.TraceWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A case played on guests of the testbed under a policy or program, recorded as a trace. */
public final class Trial {
    static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final long KIB_PER_MIB = 1024;

    /** Guests of a CPU case need no more. */
    private static final long CPU_GUEST_MIB = 256;

    private final TrialGuests guests;
    private final Case testCase;
    private final Acting acting;
    private final QuietCheck quiet;
    private final LoadSchedule schedule;
    private final WallClockTicker ticker;
    private volatile boolean stopped;

    public Trial(TrialGuests guests, Case testCase, Acting acting) {
        this(guests, testCase, acting, QuietCheck.STANDARD);
    }

    Trial(TrialGuests guests, Case testCase, Acting acting, QuietCheck quiet) {
        acting.requireFor(testCase);
        this.guests = guests;
        this.testCase = testCase;
        this.acting = acting;
        this.quiet = quiet;
        this.schedule = new LoadSchedule(testCase);
        this.ticker = new WallClockTicker(INTERVAL, INTERVAL.multipliedBy(schedule.ticks()));
    }

    /**
     * Plays the case and leaves its trace in a directory that is new or empty; the guests go on running.
     *
     * @return whether it was played to its end, and not {@linkplain #stop stopped}
     */
    public boolean run(Path out) throws IOException {
        List<Guest> ready = guests.ready(testCase.guests(), shape());
        Calibration calibration = calibrate(ready.get(0));
        Map<String, Guest> byName = ready.stream().collect(Collectors.toMap(Guest::name, Function.identity()));
        SamplerOptions options = new SamplerOptions(
                guests.testbed().setup().uri(),
                DomainGlob.of(Testbed.PREFIX + "*"),
                INTERVAL,
                SamplerOptions.defaultDeadline(INTERVAL),
                true,
                false);
        try (LibvirtHost host = new LibvirtHost(options, RecordingListener.NONE)) {
            Beginning beginning = begin(host);
            TraceHeader header = header(host.facts(), calibration, beginning.foreign());
            try (TraceWriter writer = ParquetTraces.create(out, header)) {
                List<Guest> order = GuestOrder.of(
                                testCase.kind(), beginning.start().domains())
                        .stream()
                        .map(domain -> byName.get(domain.name()))
                        .toList();
                if (beginning.foreign().disturbs()) {
                    writer.event(new Event(
                            0,
                            ticker.utcMicros(),
                            EventType.DISTURBED,
                            null,
                            null,
                            beginning.foreign().text()));
                }
                play(host, new LoadPlayer(testCase, order, calibration, writer), writer, out);
            }
        } finally {
            if (acting instanceof Acting.OfProgram || testCase.kind() == PolicyKind.MEMORY) {
                guests.discard();
            }
        }
        return !stopped;
    }

    /** Ends the trial after the tick that is under way, with all that was recorded so far; from any thread. */
    public void stop() {
        stopped = true;
        ticker.stop();
    }

    /** What the load begins on. */
    private record Beginning(Sample start, ForeignLoad foreign) {}

    /** The loads of the case, measured now if they were not before, on this guest alone while all others are idle. */
    private Calibration calibrate(Guest guest) throws IOException {
        Calibration calibration = Calibration.of(guests.testbed());
        if (!calibration.missing(schedule.targets()).isEmpty()) {
            guests.testbed().pin(guest, 0, "0");
            calibration.complete(guests.testbed(), guest, schedule.targets(), guests::say);
        }
        return calibration;
    }

    private Beginning begin(LibvirtHost host) throws IOException {
        for (int beginning = 1; ; beginning++) {
            Sample start = StartState.set(testCase, host, shape().memoryMib() * KIB_PER_MIB);
            ForeignLoad foreign = quiet.watch(host);
            guests.say(foreign.text());
            if (!foreign.disturbs() || beginning == quiet.beginnings() || stopped) {
                return new Beginning(start, foreign);
            }
            Await.pause(quiet.pause());
        }
    }

    private void play(LibvirtHost host, LoadPlayer player, TraceWriter writer, Path out) throws IOException {
        guests.say("playing " + testCase.name() + " under " + acting.name() + " for " + schedule.ticks() + " s");
        List<ActivePolicy> policies = acting.policies();
        MemoryBudget budget = new MemoryBudget(budgetKiB());
        LoopSettings settings = LoopSettings.live(Limits.RUBRIC, budget, INTERVAL, policies.size(), OffSwitch.NONE);
        try (ControlLoop loop = new ControlLoop(host, ticker, policies, settings, writer);
                TriedProgram program = new TriedProgram(acting, guests.testbed(), schedule.begin(1), out, writer)) {
            for (OptionalLong tick = ticker.next(); tick.isPresent(); tick = ticker.next()) {
                player.at(tick.getAsLong(), ticker.utcMicros());
                program.at(tick.getAsLong(), ticker.utcMicros());
                host.sample(tick.getAsLong()).ifPresent(loop::step);
            }
        }
    }

    private GuestShape shape() {
        Long balloon = testCase.start().balloonMib();
        Long maximum = testCase.start().maximumMib();
        return balloon == null || maximum == null
                ? new GuestShape(testCase.vcpus(), CPU_GUEST_MIB, CPU_GUEST_MIB)
                : new GuestShape(testCase.vcpus(), acting.liftsBalloons(testCase) ? maximum : balloon, maximum);
    }

    private @Nullable Long budgetKiB() {
        Long budget = testCase.replay().memoryBudgetMib();
        Long maximum = testCase.start().maximumMib();
        Long mib =
                acting.liftsBalloons(testCase) && maximum != null ? Long.valueOf(maximum * testCase.guests()) : budget;
        return mib == null ? null : Long.valueOf(mib * KIB_PER_MIB);
    }

    private TraceHeader header(HostFacts host, Calibration calibration, ForeignLoad foreign) {
        String note = "guest kernel " + guests.testbed().setup().kernel() + "; " + foreign.text()
                + (acting.liftsBalloons(testCase) ? "; the budget is lifted to the sum of the maxima" : "")
                + acting.note();
        return new TraceHeader(
                Source.TRIAL,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                host.shape(),
                INTERVAL.toMillis(),
                host.kernel(),
                host.libvirt(),
                host.accelerator(),
                testCase.name(),
                acting.name(),
                budgetKiB(),
                schedule.targets().isEmpty() ? null : calibration.text(schedule.targets()),
                note);
    }
}
