package io.equipoise.coordinator.restore;

import io.equipoise.coordinator.host.Host;

/** A host on which everything that a coordinator changes can be put back. */
public interface RestorableHost extends Host {
    /** Sets the seconds between a guest's memory reports, 0 for none; returns {@code ok} or the host's error in one line. */
    String period(String domain, int seconds);
}
