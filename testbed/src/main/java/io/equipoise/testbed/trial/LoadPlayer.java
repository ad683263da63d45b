package io.equipoise.testbed.trial;

import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.Case.GuestLoad;
import io.equipoise.testbed.Guest;
import io.equipoise.testbed.load.Calibration;
import io.equipoise.testbed.load.Target;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.LoadAsked;
import io.equipoise.traces.TraceSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Plays a case's load on guests at the ticks of a run, and writes down what was asked of whom and when. */
final class LoadPlayer {
    private final LoadSchedule schedule;
    private final List<Guest> guests;
    private final Calibration calibration;
    private final TraceSink sink;
    private long last = -1;

    /** @param guests guest 1 of the case first */
    LoadPlayer(Case testCase, List<Guest> guests, Calibration calibration, TraceSink sink) {
        this.schedule = new LoadSchedule(testCase);
        this.guests = guests;
        this.calibration = calibration;
        this.sink = sink;
    }

    /** Begins every stage that is due since the tick before; call it just before the tick's sample is asked. */
    void at(long tick, long utcMicros) {
        for (long due = last + 1; due <= tick; due++) {
            schedule.beginning(due).ifPresent(stage -> begin(stage, tick, utcMicros));
            if (due == schedule.end()) {
                sink.event(new Event(tick, utcMicros, EventType.LOAD_ENDS, null, null, "the last stage is over"));
            }
        }
        last = tick;
        for (int i = 0; i < guests.size(); i++) {
            LoadSchedule.Asked asked = schedule.asked(i + 1, tick);
            sink.load(new LoadAsked(tick, guests.get(i).name(), asked.cpu(), asked.open(), asked.memoryKiB()));
        }
    }

    private void begin(int stage, long tick, long utcMicros) {
        if (stage == 1) {
            sink.event(new Event(tick, utcMicros, EventType.LOAD_ONSET, null, null, "the load begins"));
        }
        sink.event(new Event(tick, utcMicros, EventType.STAGE_BEGINS, null, stage, "stage " + stage + " begins"));
        List<CompletableFuture<Optional<Event>>> answers = new ArrayList<>();
        for (Guest guest : guests) {
            schedule.load(stage, guests.indexOf(guest) + 1)
                    .map(load -> CompletableFuture.supplyAsync(() -> tell(guest, load, tick, utcMicros)))
                    .ifPresent(answers::add);
        }
        answers.forEach(answer -> answer.join().ifPresent(sink::event));
    }

    /** A guest may have been harmed by who acts: its trial goes on, and says so. */
    private Optional<Event> tell(Guest guest, GuestLoad load, long tick, long utcMicros) {
        try {
            guest.send(command(load));
            return Optional.empty();
        } catch (IOException e) {
            String detail = "it does not take its load: " + e.getMessage();
            return Optional.of(new Event(tick, utcMicros, EventType.DISTURBED, guest.name(), null, detail));
        }
    }

    private String command(GuestLoad load) {
        if (load.memoryMib() != null) {
            return "mem " + load.memoryMib() + " " + load.withinTicks();
        }
        double cpu = load.cpu() == null ? 0 : load.cpu();
        return cpu == 0
                ? "idle"
                : calibration.load(new Target(cpu, load.open())).load().command();
    }
}
