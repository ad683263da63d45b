package io.equipoise.replay.sweep;

import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.traces.InputException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The values that a sweep gives one setting.
 *
 * @param policy whose setting it is; null for every policy that has it
 * @param text as it was typed
 */
public record Axis(@Nullable String policy, String setting, List<String> values, String text) {
    private static final Pattern TYPED = Pattern.compile("(?:([^.=]+)\\.)?([^.=]+)=(.*)");

    public Axis {
        values = List.copyOf(values);
    }

    /** Reads {@code NAME=V1,V2} or {@code POLICY.NAME=V1,V2}. */
    public static Axis parse(String text) {
        Matcher typed = TYPED.matcher(text);
        if (!typed.matches()) {
            throw new InputException("--set " + text + ": write NAME=V1,V2 or POLICY.NAME=V1,V2");
        }
        List<String> values =
                Stream.of(typed.group(3).split(",", -1)).map(String::strip).toList();
        return new Axis(typed.group(1), typed.group(2), values, text);
    }

    /** Whether it is about this policy, which may lack the setting. */
    boolean names(PolicyFactory candidate) {
        return policy == null || policy.equals(candidate.base().name());
    }
}
