package io.equipoise.coordinator.exec;

import com.fasterxml.jackson.databind.JsonNode;
import io.equipoise.coordinator.policy.PolicyFailure;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question at a time to a program, which is started with the first. An answer that comes after its tick is thrown
 * away; a program that is silent for too long is ended, and then answers no more.
 */
final class Conversation implements AutoCloseable {
    /** Far beyond any tick's deadline: what is silent for so long is stuck, in a replay too. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Answers to earlier ticks that are thrown away in a row. */
    static final int MOST_LEFTOVERS = 100;

    private final String name;
    private final List<String> command;
    private final Duration patience;
    private @Nullable OutsideProgram program;
    private boolean closed;
    private boolean unanswered;

    Conversation(String name, List<String> command) {
        this(name, command, PATIENCE);
    }

    Conversation(String name, List<String> command, Duration patience) {
        this.name = name;
        this.command = command;
        this.patience = patience;
    }

    /** The program's answer to a tick's line; a {@link PolicyFailure} where there is none. */
    JsonNode ask(long tick, byte[] line) {
        OutsideProgram asked = program();
        asked.nextTick();
        if (unanswered) {
            next(asked);
        }
        asked.send(line);
        unanswered = true;
        for (int leftovers = 0; leftovers < MOST_LEFTOVERS; leftovers++) {
            JsonNode answer = PlanLine.of(next(asked));
            JsonNode answered = answer.path("tick");
            if (!answered.isIntegralNumber()) {
                throw new PolicyFailure("the program's answer is wrong: 'tick' is "
                        + (answered.isMissingNode() ? "missing" : "no whole number"));
            }
            if (answered.longValue() > tick) {
                throw new PolicyFailure("the program answers tick " + answered.longValue() + " instead of " + tick);
            }
            if (answered.longValue() == tick) {
                return answer;
            }
        }
        throw asked.ended("answers nothing but earlier ticks");
    }

    private byte[] next(OutsideProgram asked) {
        try {
            byte[] line = asked.next(patience);
            unanswered = false;
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PolicyFailure("the program did not answer in time");
        }
    }

    private synchronized OutsideProgram program() {
        if (closed) {
            throw new PolicyFailure("the program was ended");
        }
        if (program == null) {
            program = OutsideProgram.start(name, command);
        }
        return program;
    }

    @Override
    public void close() {
        OutsideProgram started;
        synchronized (this) {
            closed = true;
            started = program;
        }
        if (started != null) {
            started.close();
        }
    }
}
