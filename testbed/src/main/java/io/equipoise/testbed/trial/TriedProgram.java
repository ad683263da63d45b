package io.equipoise.testbed.trial;

import io.equipoise.testbed.Testbed;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.TraceSink;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A program's part in a trial: it begins with the load and is ended after the last tick; how it ended becomes an event. */
final class TriedProgram implements AutoCloseable {
    /** What it wrote, beside the tables in the trace's directory. */
    static final String LOG = "program.log";

    private final Acting acting;
    private final Testbed testbed;
    private final long begin;
    private final Path log;
    private final TraceSink sink;
    private @Nullable RunningProgram running;
    private long tick;

    /** @param begin the tick at which it is started, if who acts is a program */
    TriedProgram(Acting acting, Testbed testbed, long begin, Path trace, TraceSink sink) {
        this.acting = acting;
        this.testbed = testbed;
        this.begin = begin;
        this.log = trace.resolve(LOG);
        this.sink = sink;
    }

    /** Starts it when that is due, and tells when it has ended by itself. */
    void at(long now, long utcMicros) throws IOException {
        tick = now;
        if (running != null) {
            running.news().ifPresent(how -> tell(utcMicros, how));
        } else if (acting instanceof Acting.OfProgram of && now >= begin) {
            running = RunningProgram.start(testbed.inside(of.program().command()), log);
            tell(utcMicros, "started");
        }
    }

    @Override
    public void close() {
        if (running != null) {
            running.end().ifPresent(how -> tell(null, how));
        }
    }

    private void tell(@Nullable Long utcMicros, String what) {
        sink.event(new Event(tick, utcMicros, EventType.POLICY_CHANGED, null, null, acting.name() + " " + what));
    }
}
