package io.equipoise.coordinator.restore;

import io.equipoise.coordinator.host.Ticker;
import io.equipoise.coordinator.policy.Limits;
import io.equipoise.coordinator.restore.Found.Affinity;
import io.equipoise.coordinator.restore.Found.Balloon;
import io.equipoise.coordinator.restore.Found.Period;
import io.equipoise.coordinator.restore.Found.Start;
import io.equipoise.traces.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Puts back what a note says was there before: affinities, then balloons, then the periods of the reports that balloons
 * rest on. What is gone or was started anew since has nothing left to undo; what is not noted is not touched.
 */
public final class Restorer {
    private static final String OK = "ok";

    private final RestorableHost host;
    private final Ticker ticker;
    private final Limits limits;
    private final boolean force;
    private final Consumer<String> messages;

    /**
     * @param ticker about a second a tick; its end ends the waiting for balloons
     * @param limits what must stay unused in a guest and free on the host
     * @param force whether balloons go back even if guests need more
     * @param messages told what was done and what was not, a line each
     */
    public Restorer(RestorableHost host, Ticker ticker, Limits limits, boolean force, Consumer<String> messages) {
        this.host = host;
        this.ticker = ticker;
        this.limits = limits;
        this.force = force;
        this.messages = messages;
    }

    /** Whether all of it is as it was; what is not stays in the note. */
    public boolean restore(NoteFile note) throws IOException {
        if (note.left().isEmpty()) {
            return true;
        }
        if (note.isRebooted()) {
            messages.accept("the machine was started anew since: nothing to undo");
            note.undone(Set.copyOf(note.left()));
            return true;
        }
        if (observe(note).isEmpty()) {
            messages.accept("the host does not answer: nothing was restored");
            return false;
        }
        int affinities = affinities(note);
        int balloons = balloons(note);
        int periods = periods(note);
        if (!note.left().isEmpty()) {
            observe(note);
        }
        messages.accept("restored " + counted(affinities, "affinity", "affinities") + ", "
                + counted(balloons, "balloon", "balloons") + " and "
                + counted(periods, "report period", "report periods"));
        return note.left().isEmpty();
    }

    /** Puts back only how often guests report; whether all of them do as before. */
    public boolean restorePeriods(NoteFile note) throws IOException {
        if (of(note, Period.class).isEmpty() || observe(note).isEmpty()) {
            return of(note, Period.class).isEmpty();
        }
        messages.accept("restored " + counted(periods(note), "report period", "report periods"));
        return of(note, Period.class).isEmpty();
    }

    /** What is there now, as soon as the host answers; what is gone or was started anew has nothing left to undo. */
    private Optional<Sample> observe(NoteFile note) throws IOException {
        Optional<Sample> seen = Optional.empty();
        OptionalLong tick = ticker.next();
        while (tick.isPresent()) {
            seen = host.sample(tick.getAsLong());
            tick = seen.isPresent() ? OptionalLong.empty() : ticker.next();
        }
        if (seen.isPresent()) {
            dropEnded(note, seen.get());
        }
        return seen;
    }

    private void dropEnded(NoteFile note, Sample sample) throws IOException {
        Set<Found> ended = new HashSet<>();
        Set<String> said = new HashSet<>();
        for (Found found : note.left()) {
            Start start = found.start();
            if (start.isIn(sample)) {
                continue;
            }
            ended.add(found);
            if (said.add(start.uuid())) {
                boolean gone = sample.domain(start.uuid()).isEmpty();
                messages.accept(start.name() + (gone ? " does not run any more" : " was started anew since")
                        + ": nothing to undo");
            }
        }
        note.undone(ended);
    }

    private int affinities(NoteFile note) throws IOException {
        int done = 0;
        for (Affinity affinity : of(note, Affinity.class)) {
            String answer = host.pin(affinity.start().uuid(), affinity.vcpu(), affinity.before());
            if (answer.equals(OK)) {
                note.undone(Set.of(affinity));
                done++;
            } else {
                messages.accept("vCPU " + affinity.vcpu() + " of "
                        + affinity.start().name() + " is not back on pCPU " + affinity.before() + ": " + answer);
            }
        }
        return done;
    }

    private int periods(NoteFile note) throws IOException {
        int done = 0;
        for (Period period : of(note, Period.class)) {
            String answer = host.period(period.start().uuid(), period.before());
            if (answer.equals(OK)) {
                note.undone(Set.of(period));
                done++;
            } else {
                messages.accept(
                        period.start().name() + " does not report every " + period.before() + " s again: " + answer);
            }
        }
        return done;
    }

    private int balloons(NoteFile note) throws IOException {
        int done = 0;
        BalloonReturn back = new BalloonReturn(of(note, Balloon.class), limits, force);
        Optional<Sample> seen = back.isWaiting() ? observe(note) : Optional.empty();
        while (seen.isPresent()) {
            for (Map.Entry<Balloon, Long> size : back.next(seen.get()).entrySet()) {
                Balloon balloon = size.getKey();
                boolean agreed =
                        host.balloon(balloon.start().uuid(), size.getValue()).equals(OK);
                back.sent(balloon, size.getValue(), agreed);
                if (!back.isOpen(balloon)) {
                    note.undone(Set.of(balloon));
                    done++;
                }
            }
            seen = back.isWaiting() ? observe(note) : Optional.empty();
        }
        back.left().forEach(messages);
        return done;
    }

    private static <T extends Found> List<T> of(NoteFile note, Class<T> kind) {
        List<T> found = new ArrayList<>();
        for (Found one : note.left()) {
            if (kind.isInstance(one)) {
                found.add(kind.cast(one));
            }
        }
        return found;
    }

    private static String counted(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
