package io.equipoise.traces.schedule;

/** A clock that never runs backwards and can be waited for. */
interface MonotonicTime {
    /** The system's own. */
    MonotonicTime SYSTEM = new MonotonicTime() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        @SuppressWarnings("WaitNotInLoop") // the caller loops until the time has come
        public void await(Object monitor, long nanos) throws InterruptedException {
            // Rounded up: waking early would spin through the last millisecond.
            monitor.wait(nanos / 1_000_000 + 1);
        }
    };

    /** Now, ns; only differences mean something. */
    long nanos();

    /** Waits about this long, or until the monitor, which the caller holds, is notified. */
    void await(Object monitor, long nanos) throws InterruptedException;
}
