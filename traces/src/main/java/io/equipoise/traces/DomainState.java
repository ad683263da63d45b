package io.equipoise.traces;

/** The state of a domain, by libvirt's numbers 0 to 7 in this order. */
public enum DomainState {
    UNKNOWN,
    RUNNING,
    BLOCKED,
    PAUSED,
    SHUTTING_DOWN,
    SHUT_OFF,
    CRASHED,
    SUSPENDED
}
