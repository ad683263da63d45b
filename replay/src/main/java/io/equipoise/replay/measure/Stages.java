package io.equipoise.replay.measure;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.Case;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.MemoryTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When the stages of a case begin and end in a trace: by its events, else, where a memory log has none, by when the guests
 * are seen to free.
 *
 * @param spans those that the trace shows, in order
 * @param marked whether events tell
 */
public record Stages(List<Span> spans, boolean marked) {
    private static final double CASE_TICK_MILLIS = 1000;

    /** A stage is complete even if the sample at its last tick was missed. */
    private static final int MISSED = 1;

    /**
     * A stage.
     *
     * @param start tick of the last sample before its load, of the first sample where there is none before
     * @param begin tick from which its load is played
     * @param end last tick of it that the trace shows
     * @param complete whether the trace goes on to its end
     */
    public record Span(int number, long start, long begin, long end, boolean complete) {}

    public Stages {
        spans = List.copyOf(spans);
    }

    /** The stage of this number, if the trace shows its begin. */
    public Optional<Span> of(int number) {
        return spans.stream().filter(span -> span.number() == number).findFirst();
    }

    /** The last stage that the trace shows. */
    public Span last() {
        return spans.get(spans.size() - 1);
    }

    /** The trace must hold a sample. */
    public static Stages of(MemoryTrace trace, Case testCase, List<GuestMemory> guests) {
        return new Finder(trace, testCase, guests).find();
    }

    private record Finder(MemoryTrace trace, Case testCase, List<GuestMemory> guests) {

        Stages find() {
            boolean marked = eventOfStage(1).isPresent();
            List<Long> begins = new ArrayList<>();
            for (int stage = 1; stage <= testCase.stages().size(); stage++) {
                OptionalLong begin = marked ? markedBegin(stage, begins) : unmarkedBegin(stage);
                if (begin.isEmpty() || begin.getAsLong() > lastTick() || isBefore(begin.getAsLong(), begins)) {
                    break;
                }
                begins.add(begin.getAsLong());
            }
            List<Span> spans = new ArrayList<>();
            for (int stage = 1; stage <= begins.size(); stage++) {
                spans.add(span(stage, begins, marked));
            }
            return new Stages(spans, marked);
        }

        private static boolean isBefore(long begin, List<Long> begins) {
            return !begins.isEmpty() && begin <= begins.get(begins.size() - 1);
        }

        private Span span(int stage, List<Long> begins, boolean marked) {
            long begin = begins.get(stage - 1);
            long start = Math.max(trace.samples().get(0).tick(), marked ? begin - 1 : begin);
            if (stage < begins.size()) {
                return new Span(stage, start, begin, begins.get(stage) - 1, true);
            }
            boolean lastOfCase = stage == testCase.stages().size();
            long planned = begin + ticks(testCase.stages().get(stage - 1).ticks()) - 1;
            long end = lastOfCase ? loadEnds().orElse(planned) : planned;
            return marked
                    ? new Span(stage, start, begin, Math.min(end, lastTick()), end <= lastTick() + MISSED)
                    : new Span(stage, start, begin, lastTick(), lastOfCase);
        }

        private OptionalLong markedBegin(int stage, List<Long> begins) {
            OptionalLong event = eventOfStage(stage);
            return event.isPresent() || stage == 1
                    ? event
                    : OptionalLong.of(begins.get(stage - 2)
                            + ticks(testCase.stages().get(stage - 2).ticks()));
        }

        private OptionalLong unmarkedBegin(int stage) {
            if (stage == 1) {
                return OptionalLong.of(trace.samples().get(0).tick());
            }
            return testCase.kind() == PolicyKind.CPU
                    ? OptionalLong.empty()
                    : MemoryRoles.freeing(testCase, stage).stream()
                            .filter(guest -> guest <= guests.size())
                            .map(guest -> Freeing.largest(guests.get(guest - 1), Long.MIN_VALUE, Long.MAX_VALUE))
                            .flatMapToLong(OptionalLong::stream)
                            .min();
        }

        private OptionalLong eventOfStage(int stage) {
            return trace.events().stream()
                    .filter(event -> event.type() == EventType.STAGE_BEGINS
                            ? event.stage() != null && event.stage() == stage
                            : event.type() == EventType.LOAD_ONSET && stage == 1)
                    .mapToLong(Event::tick)
                    .min();
        }

        private Optional<Long> loadEnds() {
            return trace.events().stream()
                    .filter(event -> event.type() == EventType.LOAD_ENDS)
                    .map(event -> event.tick() - 1)
                    .findFirst();
        }

        private long ticks(int ofCase) {
            return Math.round(ofCase * CASE_TICK_MILLIS / trace.header().intervalMillis());
        }

        private long lastTick() {
            return trace.samples().get(trace.samples().size() - 1).tick();
        }
    }
}
