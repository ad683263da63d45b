package io.equipoise.testbed;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/** Waiting for what only the passing of time shows. */
public final class Await {

    private static final long STEP_MILLIS = 250;

    private Await() {}

    /** A question that may fail to be asked. */
    public interface Question {
        boolean holds() throws IOException;
    }

    /**
     * Asks four times a second until it holds.
     *
     * @param what what is awaited, for the message
     * @throws IOException if it does not hold within the limit
     */
    public static void until(String what, Duration limit, Question question) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!question.holds()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("waited " + limit.toSeconds() + " s for " + what + " in vain");
            }
            pause(Duration.ofMillis(STEP_MILLIS));
        }
    }

    public static void pause(Duration time) throws IOException {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        }
    }
}
