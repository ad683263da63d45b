package io.equipoise.traces;

/** The state of a vCPU, by libvirt's numbers 0 to 2 in this order; UNKNOWN where the source shows none. */
public enum VcpuState {
    OFFLINE,
    RUNNING,
    BLOCKED,
    UNKNOWN
}
