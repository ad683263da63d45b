package io.equipoise.replay.grade;

/** The trace does not show what a check asks about; the message, which becomes the evidence, says what is missing. */
final class Undecided extends RuntimeException {
    Undecided(String reason) {
        super(reason, null, false, false);
    }
}
