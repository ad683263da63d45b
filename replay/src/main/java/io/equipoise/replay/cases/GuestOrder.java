package io.equipoise.replay.cases;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Sample;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which domain is a case's guest 1, 2, …: by domain id in CPU cases, by natural order of name in memory cases. */
public final class GuestOrder {
    /** Numbers inside names count as numbers: {@code aos_vm2} stands before {@code aos_vm10}. */
    public static final Comparator<String> NATURAL = GuestOrder::compareNaturally;

    private static final Pattern PART = Pattern.compile("\\d+|\\D+");

    private GuestOrder() {}

    /** The domains, guest 1 first. */
    public static List<DomainSample> of(PolicyKind kind, Collection<DomainSample> domains) {
        return domains.stream()
                .sorted(
                        kind == PolicyKind.CPU
                                ? Comparator.comparingInt(DomainSample::id)
                                : Comparator.comparing(DomainSample::name, NATURAL))
                .toList();
    }

    /** Every domain that any of the samples shows, as it was first seen, guest 1 first. */
    public static List<DomainSample> of(PolicyKind kind, Iterable<Sample> samples) {
        Map<String, DomainSample> seen = new LinkedHashMap<>();
        for (Sample sample : samples) {
            sample.domains().forEach(domain -> seen.putIfAbsent(domain.uuid(), domain));
        }
        return of(kind, seen.values());
    }

    private static int compareNaturally(String a, String b) {
        List<String> left = parts(a);
        List<String> right = parts(b);
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            boolean numbers = isNumber(left.get(i)) && isNumber(right.get(i));
            int order = numbers
                    ? new BigInteger(left.get(i)).compareTo(new BigInteger(right.get(i)))
                    : left.get(i).compareTo(right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return left.size() != right.size() ? Integer.compare(left.size(), right.size()) : a.compareTo(b);
    }

    private static boolean isNumber(String part) {
        return Character.isDigit(part.charAt(0));
    }

    private static List<String> parts(String name) {
        List<String> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(name);
        while (matcher.find()) {
            parts.add(matcher.group());
        }
        return parts;
    }
}
