package io.equipoise.traces.domstats;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one call of {@code virsh domstats} printed.
 *
 * @param line of the file with which it begins
 * @param nanos the time that stands before it, since the epoch; null where none does
 * @param domains in the order in which they stand there
 * @param cut whether a part of it is missing
 */
record Dump(long line, @Nullable Long nanos, List<Domain> domains, boolean cut) {

    Dump {
        domains = List.copyOf(domains);
    }

    /** The statistics of one domain that are whole numbers, by libvirt's names. */
    record Domain(String name, Map<String, Long> values) {}

    Dump asCut() {
        return new Dump(line, nanos, domains, true);
    }

    /** Whether it ends before what the dump before it showed: in a domain, or after fewer. */
    boolean endsEarly(Dump before) {
        Domain last = domains.get(domains.size() - 1);
        return before.domains().stream().anyMatch(domain -> find(domain.name()) == null)
                || before.domains().stream()
                        .anyMatch(domain -> domain.name().equals(last.name())
                                && !last.values()
                                        .keySet()
                                        .containsAll(domain.values().keySet()));
    }

    private @Nullable Domain find(String name) {
        return domains.stream()
                .filter(domain -> domain.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
