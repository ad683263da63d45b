package io.equipoise.coordinator.exec;

import com.fasterxml.jackson.databind.JsonNode;
import io.equipoise.coordinator.policy.OneLine;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Plan.Balloon;
import io.equipoise.coordinator.policy.Plan.Change;
import io.equipoise.coordinator.policy.Plan.Pin;
import io.equipoise.coordinator.policy.PolicyFailure;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.InputException;
import io.equipoise.traces.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A program's answer as a plan, as {@code plan.schema.json} describes it; a {@link PolicyFailure} says which part of it is
 * wrong. Whether the plan makes sense on the host is the guards' business.
 */
final class PlanReader {
    /** Above every balloon and below where doubles lose whole numbers. */
    private static final double MOST_KIB = 1e15;

    private static final int SHOWN = 60;

    private final PolicyKind kind;
    private final Map<String, String> uuids = new HashMap<>();

    /** @param sample the domains that the plan may name by UUID or name */
    PlanReader(PolicyKind kind, Sample sample) {
        this.kind = kind;
        for (DomainSample domain : sample.domains()) {
            uuids.putIfAbsent(domain.name(), domain.uuid());
        }
        for (DomainSample domain : sample.domains()) {
            uuids.put(domain.uuid(), domain.uuid());
        }
    }

    Plan plan(JsonNode answer) {
        String list = kind == PolicyKind.CPU ? "pins" : "balloons";
        requireKeys(answer, "the plan of a " + kind.name().toLowerCase(Locale.ROOT) + " policy", Set.of("tick", list));
        JsonNode entries = answer.path(list);
        if (!entries.isMissingNode() && !entries.isArray()) {
            throw wrong("'" + list + "' is no list");
        }
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            String where = list + "[" + i + "]";
            JsonNode entry = entries.get(i);
            if (!entry.isObject()) {
                throw wrong(where + " is no object");
            }
            changes.add(kind == PolicyKind.CPU ? pin(entry, where) : balloon(entry, where));
        }
        return Plan.of(changes);
    }

    private Pin pin(JsonNode entry, String where) {
        requireKeys(entry, where, Set.of("domain", "vcpu", "affinity", "reason"));
        JsonNode vcpu = entry.path("vcpu");
        if (!vcpu.isIntegralNumber() || !vcpu.canConvertToInt()) {
            throw wrong(where + ": 'vcpu' is no whole number");
        }
        try {
            CpuSet affinity = CpuSet.parse(text(entry, "affinity", where));
            return new Pin(domain(entry, where), vcpu.intValue(), affinity, reason(entry, where));
        } catch (InputException e) {
            throw wrong(where + ": " + e.getMessage());
        }
    }

    private Balloon balloon(JsonNode entry, String where) {
        requireKeys(entry, where, Set.of("domain", "kib", "reason"));
        JsonNode kib = entry.path("kib");
        if (!kib.isNumber() || !(Math.abs(kib.doubleValue()) <= MOST_KIB)) {
            throw wrong(where + ": 'kib' is no number of KiB");
        }
        return new Balloon(domain(entry, where), (long) kib.doubleValue(), reason(entry, where));
    }

    private String domain(JsonNode entry, String where) {
        String named = text(entry, "domain", where);
        // An unknown one is left to the guards, who say so.
        return uuids.getOrDefault(named, OneLine.of(named, SHOWN));
    }

    private static String reason(JsonNode entry, String where) {
        return entry.path("reason").isMissingNode() ? "" : text(entry, "reason", where);
    }

    private static String text(JsonNode entry, String key, String where) {
        JsonNode value = entry.path(key);
        if (!value.isTextual()) {
            throw wrong(where + ": '" + key + "' is " + (value.isMissingNode() ? "missing" : "no text"));
        }
        return value.textValue();
    }

    private static void requireKeys(JsonNode node, String where, Set<String> known) {
        for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!known.contains(key)) {
                throw wrong(where + " has no '" + OneLine.of(key, SHOWN) + "'");
            }
        }
    }

    private static PolicyFailure wrong(String what) {
        return new PolicyFailure("the program's answer is wrong: " + what);
    }
}
