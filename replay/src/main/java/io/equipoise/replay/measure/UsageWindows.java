package io.equipoise.replay.measure;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuId;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.usage.PcpuUsage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A trace's usage in windows of consecutive readings; a sample that lacks a pCPU or a guest is dropped and counted. */
public final class UsageWindows {
    /** Readings in a window. */
    public static final int TICKS = 5;

    /** A trace of fewer samples is short: its closing window is what followed the last change. */
    public static final int SHORT = 10;

    private final List<Sample> complete;
    private final boolean booked;
    private final int dropped;
    private final boolean isShort;
    private final List<UsageWindow> all;

    private UsageWindows(List<Sample> complete, boolean booked, int dropped, boolean isShort) {
        this.complete = complete;
        this.booked = booked;
        this.dropped = dropped;
        this.isShort = isShort;
        this.all = windows();
    }

    public static UsageWindows of(MemoryTrace trace) {
        boolean booked = trace.samples().stream().anyMatch(PcpuUsage::isBooked);
        int pcpus = trace.header().host().pcpus();
        List<Sample> complete = new ArrayList<>(trace.samples().stream()
                .filter(sample -> booked ? isRead(sample, pcpus) : isAnswered(sample, pcpus))
                .toList());
        int dropped = trace.samples().size() - complete.size();
        boolean isShort = trace.samples().size() < SHORT;
        if (booked
                && !complete.isEmpty()
                && complete.get(0).tick() == trace.samples().get(0).tick()
                && isZero(complete.get(0))) {
            complete.remove(0); // a monitor's first reading: it has nothing to compare with and prints 0 everywhere
        }
        return new UsageWindows(List.copyOf(complete), booked, dropped, isShort);
    }

    /** Samples that lack a pCPU, or a guest's answer. */
    public int dropped() {
        return dropped;
    }

    /** Whether usage is booked, as in imported monitor logs. */
    public boolean booked() {
        return booked;
    }

    /** Every window of {@link #TICKS} readings, each one reading later than the one before. */
    public List<UsageWindow> all() {
        return all;
    }

    /** The windows whose readings lie wholly within a stretch of ticks. */
    public List<UsageWindow> within(long fromTick, long toTick) {
        return all.stream()
                .filter(window -> window.fromTick() >= fromTick && window.toTick() <= toTick)
                .toList();
    }

    /**
     * The last window within a stretch of ticks; of a short trace the readings from the one that shows the last change of
     * affinity, or of mapping where usage is booked, to the end, at most {@link #TICKS}, at least one.
     */
    public Optional<UsageWindow> closing(long fromTick, long toTick) {
        if (isShort) {
            return closingOfShort();
        }
        List<UsageWindow> within = within(fromTick, toTick);
        return within.isEmpty() ? Optional.empty() : Optional.of(within.get(within.size() - 1));
    }

    private Optional<UsageWindow> closingOfShort() {
        int earliest = booked ? 0 : 1;
        int from = Math.max(Math.max(earliest, lastChange()), complete.size() - TICKS);
        if (from >= complete.size()) {
            return Optional.empty();
        }
        return Optional.of(window(complete.subList(booked ? from : from - 1, complete.size())));
    }

    private List<UsageWindow> windows() {
        List<UsageWindow> windows = new ArrayList<>();
        int width = booked ? TICKS : TICKS + 1;
        for (int i = 0; i + width <= complete.size(); i++) {
            windows.add(window(complete.subList(i, i + width)));
        }
        return List.copyOf(windows);
    }

    private UsageWindow window(List<Sample> samples) {
        Sample first = samples.get(0);
        Sample last = samples.get(samples.size() - 1);
        return new UsageWindow(
                first.tick(), last.tick(), booked ? PcpuUsage.booked(samples) : PcpuUsage.over(samples), samples);
    }

    private int lastChange() {
        int last = 0;
        Map<VcpuId, Object> places = new HashMap<>();
        for (int i = 0; i < complete.size(); i++) {
            for (DomainSample domain : complete.get(i).domains()) {
                for (VcpuSample vcpu : domain.vcpus()) {
                    Object place = place(vcpu);
                    if (place != null) {
                        Object before = places.put(new VcpuId(domain.uuid(), vcpu.number()), place);
                        last = before != null && !before.equals(place) ? i : last;
                    }
                }
            }
        }
        return last;
    }

    private @Nullable Object place(VcpuSample vcpu) {
        return booked ? vcpu.pcpu() : vcpu.affinity();
    }

    private static boolean isRead(Sample sample, int pcpus) {
        return sample.pcpus().size() >= pcpus
                && sample.pcpus().stream().map(PcpuSample::bookedPercent).allMatch(Objects::nonNull);
    }

    private static boolean isAnswered(Sample sample, int pcpus) {
        return sample.pcpus().size() >= pcpus
                && sample.domains().stream()
                        .noneMatch(domain ->
                                domain.missing() != null && domain.vcpus().isEmpty());
    }

    private static boolean isZero(Sample sample) {
        return sample.pcpus().stream()
                .map(PcpuSample::bookedPercent)
                .allMatch(percent -> percent != null && percent == 0);
    }
}
