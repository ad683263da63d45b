package io.equipoise.coordinator.explain;

import io.equipoise.traces.Decision;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryBudget;
import io.equipoise.traces.Sample;
import io.equipoise.traces.Trace;
import io.equipoise.traces.demand.Demand;
import io.equipoise.traces.demand.DemandWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A trace's decisions told again: what was seen, planned, guarded, done, answered and observed afterwards. */
public final class Explanation {
    private final Trace trace;

    /** An {@link InputException} if nothing decided while the trace was made. */
    public Explanation(Trace trace) {
        if (trace.decisions().isEmpty()) {
            throw new InputException("the trace has no decisions: no policy ran while it was made");
        }
        this.trace = trace;
    }

    /**
     * One line for each decision that planned something or failed.
     *
     * @param domain name or UUID of the only domain that is meant; null for all
     */
    public List<String> all(@Nullable String domain) {
        String uuid = domain == null ? null : uuid(domain);
        List<String> lines = trace.decisions().stream()
                .filter(decision -> DecisionText.tells(decision) && concerns(decision, uuid))
                .map(Explanation::line)
                .toList();
        return lines.isEmpty() ? List.of("nothing was planned") : lines;
    }

    /** Everything about one tick. */
    public List<String> at(Moment moment, @Nullable String domain) {
        DemandWindow window = new DemandWindow();
        Sample found = null;
        Demand demand = null;
        for (Sample sample : trace.samples()) {
            if (moment.isBefore(sample)) {
                break;
            }
            found = sample;
            demand = window.add(sample);
        }
        if (found == null
                || demand == null
                || !moment.isMet(found, trace.header().intervalMillis())) {
            throw new InputException("the trace has no sample at " + moment + "; inspect shows its ticks and times");
        }
        return lines(found, demand, domain == null ? null : uuid(domain));
    }

    private List<String> lines(Sample sample, Demand demand, @Nullable String domain) {
        List<String> lines = new ArrayList<>();
        String time = sample.utcMicros() == null ? "" : ", " + Times.second(sample.utcMicros());
        MemoryBudget budget = new MemoryBudget(trace.header().memoryBudgetKiB());
        lines.add("tick " + sample.tick() + time + ": " + SeenText.host(sample, budget));
        String said = "";
        for (Decision decision : trace.decisions()) {
            if (decision.tick() != sample.tick()) {
                continue;
            }
            String policy = DecisionText.policy(decision) + took(decision);
            if (!policy.equals(said)) {
                lines.add(policy);
                said = policy;
            }
            if (concerns(decision, domain)) {
                lines.add("  " + DecisionText.what(decision));
                details(decision, sample, demand, lines);
            }
        }
        return lines;
    }

    private static void details(Decision decision, Sample sample, Demand demand, List<String> lines) {
        if (decision.planned() == null) {
            return;
        }
        lines.add("    seen      " + SeenText.target(decision, sample, demand));
        lines.add("    planned   " + DecisionText.value(decision.planned()));
        lines.add("    guarded   " + DecisionText.guarded(decision));
        lines.add("    done      " + DecisionText.done(decision));
        if (DecisionText.wasTaken(decision)) {
            lines.add("    observed  " + DecisionText.observed(decision));
        }
    }

    private static String line(Decision decision) {
        String effect = DecisionText.wasTaken(decision) ? "; observed: " + DecisionText.observed(decision) : "";
        return "tick " + decision.tick() + ": " + DecisionText.sentence(decision) + effect;
    }

    private static String took(Decision decision) {
        return decision.durationNanos() == null
                ? ""
                : String.format(Locale.ROOT, ", decided in %.1f ms", decision.durationNanos() / 1e6);
    }

    /** A decision about no domain concerns every one. */
    private static boolean concerns(Decision decision, @Nullable String uuid) {
        return uuid == null || decision.domain() == null || decision.domain().equals(uuid);
    }

    /** The UUID of a domain of that name or UUID. */
    private String uuid(String domain) {
        Set<String> names = new TreeSet<>();
        for (Sample sample : trace.samples()) {
            for (DomainSample one : sample.domains()) {
                if (one.name().equals(domain) || one.uuid().equals(domain)) {
                    return one.uuid();
                }
                names.add(one.name());
            }
        }
        throw new InputException("no domain is called '" + domain + "'; there are: " + String.join(", ", names));
    }
}
