package io.equipoise.recorder.session;

import org.jspecify.annotations.Nullable;

/** There is no answer; the message says why, in one line. */
public final class UnansweredException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What kind of silence it is. */
    public enum Kind {
        /** The call outlived its deadline. */
        OVERDUE,
        /** The connection was lost in the call. */
        LOST,
        /** There is no connection to ask on, and it is not time to try for one yet. */
        UNCONNECTED
    }

    private final Kind kind;
    private final transient @Nullable Session<?> session;

    UnansweredException(Kind kind, String message, @Nullable Session<?> session) {
        super(message);
        this.kind = kind;
        this.session = session;
    }

    public Kind kind() {
        return kind;
    }

    /** Where the overdue call still is; null for the other kinds. */
    public @Nullable Session<?> session() {
        return session;
    }
}
