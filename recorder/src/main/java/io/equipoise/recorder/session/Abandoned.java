package io.equipoise.recorder.session;

import java.util.ArrayList;
import java.util.List;

/** Sessions that were given up because a call did not return. They are few: each may hold one of the daemon's workers. */
public final class Abandoned {
    /** Of the 20 workers that a libvirt daemon has by default; the rest is for others. */
    static final int MOST = 8;

    private final List<Session<?>> sessions = new ArrayList<>();

    /** Whether no further session may be given up. */
    public boolean full() {
        sessions.removeIf(Session::ended);
        return sessions.size() >= MOST;
    }

    /** How many calls have not returned yet. */
    public int size() {
        sessions.removeIf(Session::ended);
        return sessions.size();
    }

    /** Takes a session over; it closes by itself when its call returns. */
    public void add(Session<?> session) {
        session.close();
        sessions.add(session);
    }
}
