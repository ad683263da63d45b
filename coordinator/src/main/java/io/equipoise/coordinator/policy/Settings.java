package io.equipoise.coordinator.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Values of a policy's settings: those that were given, and for the others their standard. */
public record Settings(Map<Setting, Double> given) {
    /** Nothing is given. */
    public static final Settings STANDARD = new Settings(Map.of());

    private static final double KIB_PER_MIB = 1024;

    public Settings {
        given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
    }

    /** The value of a setting. */
    public double of(Setting setting) {
        return given.getOrDefault(setting, setting.standard());
    }

    /** The value of a whole setting. */
    public int whole(Setting setting) {
        return (int) of(setting);
    }

    /** The value of a setting in MiB, as KiB. */
    public long kib(Setting mib) {
        return Math.round(of(mib) * KIB_PER_MIB);
    }

    /** Those given, each as {@code :NAME=VALUE}. */
    String suffix() {
        return given.entrySet().stream()
                .map(each -> ":" + each.getKey().name() + "=" + Setting.text(each.getValue()))
                .collect(Collectors.joining());
    }
}
