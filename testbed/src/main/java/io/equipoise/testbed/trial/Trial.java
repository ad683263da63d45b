package io.equipoise.testbed.trial;

import io.equipoise.coordinator.host.OffSwitch;
import io.equipoise.coordinator.host.WallClockTicker;
import io.equipoise.coordinator.libvirt.LibvirtHost;
import io.equipoise.coordinator.loop.ActivePolicy;
import io.equipoise.coordinator.loop.ControlLoop;
import io.equipoise.coordinator.loop.LoopSettings;
import io.equipoise.coordinator.policy.Limits;
import io.equipoise.coordinator.policy.PolicyFactory;
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
import io.equipoise.traces.Decision.Role;
import io.equipoise.traces.InputException;
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
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A case played on fresh guests of the testbed under a policy, recorded as a trace. */
public final class Trial {
    /** Guests of a CPU case need no more. */
    private static final long CPU_GUEST_MIB = 256;

    private static final long KIB_PER_MIB = 1024;
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final Testbed testbed;
    private final Case testCase;
    private final PolicyFactory policy;
    private final Consumer<String> progress;
    private final LoadSchedule schedule;
    private final WallClockTicker ticker;

    /** @param progress is told what is going on, a line each */
    public Trial(Testbed testbed, Case testCase, PolicyFactory policy, Consumer<String> progress) {
        if (policy.kind() != testCase.kind()) {
            throw new InputException("policy " + policy.name() + " decides about " + policy.kind() + ", case "
                    + testCase.name() + " is about " + testCase.kind());
        }
        this.testbed = testbed;
        this.testCase = testCase;
        this.policy = policy;
        this.progress = progress;
        this.schedule = new LoadSchedule(testCase);
        this.ticker = new WallClockTicker(INTERVAL, INTERVAL.multipliedBy(schedule.ticks()));
    }

    /** Boots the guests, plays the case and leaves its trace in a directory that is new or empty; the guests go on running. */
    public void run(Path out) throws IOException {
        List<Guest> booted = testbed.up(testCase.guests(), shape());
        Calibration calibration = calibrate(booted.get(0));
        Map<String, Guest> guests = booted.stream().collect(Collectors.toMap(Guest::name, Function.identity()));
        DomainGlob glob = DomainGlob.of(Testbed.PREFIX + "*");
        SamplerOptions options = new SamplerOptions(
                testbed.setup().uri(), glob, INTERVAL, SamplerOptions.defaultDeadline(INTERVAL), true, false);
        try (LibvirtHost host = new LibvirtHost(options, RecordingListener.NONE)) {
            Sample start = start(host);
            try (TraceWriter writer = ParquetTraces.create(out, header(host.facts(), calibration))) {
                List<Guest> order = GuestOrder.of(testCase.kind(), start.domains()).stream()
                        .map(domain -> guests.get(domain.name()))
                        .toList();
                play(host, new LoadPlayer(testCase, order, calibration, writer), writer);
            }
        }
    }

    /** Ends the trial after the tick that is under way, with all that was recorded so far; from any thread. */
    public void stop() {
        ticker.stop();
    }

    /** The loads of the case, measured now if they were not before, on this guest alone while all others are idle. */
    private Calibration calibrate(Guest guest) throws IOException {
        Calibration calibration = Calibration.of(testbed);
        if (!calibration.missing(schedule.targets()).isEmpty()) {
            testbed.pin(guest, 0, "0");
            calibration.complete(testbed, guest, schedule.targets(), progress);
        }
        return calibration;
    }

    private void play(LibvirtHost host, LoadPlayer player, TraceWriter writer) {
        progress.accept("playing " + testCase.name() + " under " + policy.name() + " for " + schedule.ticks() + " s");
        ActivePolicy active = new ActivePolicy(policy.name(), policy.create(), Role.ACTIVE);
        LoopSettings settings =
                LoopSettings.live(Limits.RUBRIC, new MemoryBudget(budgetKiB()), INTERVAL, 1, OffSwitch.NONE);
        try (ControlLoop loop = new ControlLoop(host, ticker, List.of(active), settings, writer)) {
            for (OptionalLong tick = ticker.next(); tick.isPresent(); tick = ticker.next()) {
                player.at(tick.getAsLong(), ticker.utcMicros());
                host.sample(tick.getAsLong()).ifPresent(loop::step);
            }
        }
    }

    private GuestShape shape() {
        Long balloon = testCase.start().balloonMib();
        Long maximum = testCase.start().maximumMib();
        return balloon == null || maximum == null
                ? new GuestShape(testCase.vcpus(), CPU_GUEST_MIB, CPU_GUEST_MIB)
                : new GuestShape(testCase.vcpus(), liftsBalloons() ? maximum : balloon, maximum);
    }

    /** The bound of memory policies has its balloons at the maximum before the load, not in the course of it. */
    private boolean liftsBalloons() {
        return policy.bound() && testCase.kind() == PolicyKind.MEMORY;
    }

    private Sample start(LibvirtHost host) throws IOException {
        Sample seen = awaitSample(host, "the host's answer", sample -> true);
        StartState.pin(testCase, host, seen);
        return awaitSample(
                host, "every guest's memory report", sample -> StartState.reported(sample, testCase.guests()));
    }

    private static Sample awaitSample(LibvirtHost host, String what, Predicate<Sample> wanted) throws IOException {
        AtomicReference<@Nullable Sample> newest = new AtomicReference<>();
        Await.until(what, START_LIMIT, () -> {
            host.sample(0).ifPresent(newest::set);
            Sample sample = newest.get();
            return sample != null && wanted.test(sample);
        });
        return Objects.requireNonNull(newest.get());
    }

    private @Nullable Long budgetKiB() {
        Long budget = testCase.replay().memoryBudgetMib();
        Long maximum = testCase.start().maximumMib();
        Long mib = liftsBalloons() && maximum != null ? Long.valueOf(maximum * testCase.guests()) : budget;
        return mib == null ? null : Long.valueOf(mib * KIB_PER_MIB);
    }

    private TraceHeader header(HostFacts host, Calibration calibration) {
        return new TraceHeader(
                Source.TRIAL,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                host.shape(),
                INTERVAL.toMillis(),
                host.kernel(),
                host.libvirt(),
                host.accelerator(),
                testCase.name(),
                policy.name(),
                budgetKiB(),
                schedule.targets().isEmpty() ? null : calibration.text(schedule.targets()),
                "guest kernel " + testbed.setup().kernel()
                        + (liftsBalloons() ? "; the budget is lifted to the sum of the maxima" : ""));
    }
}
