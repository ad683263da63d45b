package io.equipoise.coordinator.restore;

import io.equipoise.coordinator.host.Host;
import io.equipoise.traces.Sample;
import java.util.Optional;

/** A host on which everything that a coordinator changes can be put back. */
public interface RestorableHost extends Host {
    /** Everything seen at this tick; empty when the host does not answer. */
    Optional<Sample> sample(long tick);

    /** Sets the seconds between a guest's memory reports, 0 for none; returns {@code ok} or the host's error in one line. */
    String period(String domain, int seconds);
}
