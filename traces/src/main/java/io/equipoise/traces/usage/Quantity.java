package io.equipoise.traces.usage;

/** What a {@link PcpuUsage} was read from; no two of them may be mixed in one figure. */
public enum Quantity {
    /** The vCPUs' own time: exact, because each may run on one pCPU only. */
    USAGE("usage"),
    /** The host's busy time less its host load, spread evenly: a vCPU is free over several pCPUs or was moved meanwhile. */
    BUSY_LESS_HOST_LOAD("busy less host load"),
    /** A monitor's reading: all of a vCPU's time booked where it was seen last. */
    BOOKED("booked usage");

    private final String text;

    Quantity(String text) {
        this.text = text;
    }

    /** As evidence and reports name it. */
    public String text() {
        return text;
    }
}
