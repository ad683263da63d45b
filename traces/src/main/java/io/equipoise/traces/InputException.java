package io.equipoise.traces;

/** The user's input is wrong; the message is one line that says what, where, and what to do. */
public final class InputException extends RuntimeException {

    public InputException(String message) {
        super(message);
    }

    public InputException(String message, Throwable cause) {
        super(message, cause);
    }
}
