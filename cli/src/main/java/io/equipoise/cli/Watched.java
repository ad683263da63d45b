package io.equipoise.cli;

import io.equipoise.traces.Sample;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is watched, a glance at a time. */
interface Watched extends AutoCloseable {
    /**
     * @param sample null when there is none for this tick, and then {@code notice} says why
     * @param newest whether no newer one is at hand
     */
    record Glance(@Nullable Sample sample, @Nullable String notice, boolean newest) {}

    /** What it is, for people. */
    String title();

    /** Time between its samples, ms. */
    long intervalMillis();

    /** Waits for the next glance; empty at the end, or when stopped. */
    Optional<Glance> next();

    /** Whether it ended by itself. */
    boolean ended();

    /** Lets {@link #next} return empty soon; from any thread. */
    void stop();

    @Override
    void close();
}
