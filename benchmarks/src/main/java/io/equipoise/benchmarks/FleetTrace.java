package io.equipoise.benchmarks;

import io.equipoise.traces.Decision;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.Event;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.LoadAsked;
import io.equipoise.traces.Sample;
import io.equipoise.traces.Trace;
import io.equipoise.traces.TraceHeader;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;

/** A day over and over again as a trace whose samples are made as they are asked for. */
final class FleetTrace implements Trace {
    private static final long INTERVAL_MILLIS = 300_000;
    private static final long NANOS = INTERVAL_MILLIS * 1_000_000;

    private final Day day;
    private final int ticks;
    private final String[] uuids;
    private final String[] names;

    FleetTrace(Day day, int ticks) {
        this.day = day;
        this.ticks = ticks;
        this.uuids = new String[day.vms()];
        this.names = new String[day.vms()];
        for (int vm = 0; vm < uuids.length; vm++) {
            uuids[vm] = new UUID(0, vm).toString();
            names[vm] = "vm" + vm;
        }
    }

    @Override
    public TraceHeader header() {
        return new TraceHeader(
                TraceHeader.Source.IMPORT,
                "2011-03-03T00:00:00Z",
                new TraceHeader.HostShape(0, null),
                INTERVAL_MILLIS,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                day.origin());
    }

    @Override
    public Iterable<Sample> samples() {
        return Samples::new;
    }

    @Override
    public List<Event> events() {
        return List.of();
    }

    @Override
    public List<LoadAsked> loads() {
        return List.of();
    }

    @Override
    public List<Decision> decisions() {
        return List.of();
    }

    private final class Samples implements Iterator<Sample> {
        private final long[] ran = new long[uuids.length];
        private int next;

        @Override
        public boolean hasNext() {
            return next < ticks;
        }

        @Override
        public Sample next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            double[] shares = day.shares()[next % day.shares().length];
            List<DomainSample> domains = new ArrayList<>(ran.length);
            for (int vm = 0; vm < ran.length; vm++) {
                ran[vm] += Math.round(shares[vm] * NANOS);
                domains.add(new DomainSample(
                        uuids[vm],
                        names[vm],
                        vm + 1,
                        DomainState.RUNNING,
                        ran[vm],
                        null,
                        null,
                        List.of(new VcpuSample(0, ran[vm], null, null, null, VcpuState.RUNNING)),
                        null,
                        null));
            }
            int tick = next++;
            return new Sample(tick, tick * NANOS / 1000, tick * NANOS, null, HostSample.UNKNOWN, List.of(), domains);
        }
    }
}
