package io.equipoise.traces.readings;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.Sample;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Makes the samples one after another; ticks at which no guest runs are left out. */
final class RunSamples implements Iterator<Sample> {
    private final List<GuestRun> waiting;
    private final GridClock clock;
    private final List<RunCounters> running = new ArrayList<>();
    private int next;
    private int number;

    /** @param waiting all runs in order of their start */
    RunSamples(List<GuestRun> waiting, GridClock clock) {
        this.waiting = waiting;
        this.clock = clock;
        this.number = waiting.get(0).start();
    }

    @Override
    public boolean hasNext() {
        return !running.isEmpty() || next < waiting.size();
    }

    @Override
    public Sample next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        number = running.isEmpty() ? waiting.get(next).start() : number;
        while (next < waiting.size() && waiting.get(next).start() == number) {
            start(new RunCounters(waiting.get(next++)));
        }
        List<DomainSample> domains = new ArrayList<>(running.size());
        for (RunCounters guest : running) {
            domains.add(guest.at(number, clock.epochSeconds(number)));
        }
        Sample sample = new Sample(
                clock.tick(number),
                clock.utcMicros(number),
                clock.monotonicNanos(number),
                null,
                HostSample.UNKNOWN,
                List.of(),
                domains);
        running.removeIf(guest -> guest.run().end() == number);
        number++;
        return sample;
    }

    /** Keeps the order of domain ids. */
    private void start(RunCounters guest) {
        int at = running.size();
        while (at > 0 && running.get(at - 1).run().id() > guest.run().id()) {
            at--;
        }
        running.add(at, guest);
    }
}
