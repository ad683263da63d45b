package io.equipoise.coordinator.policy;

import io.equipoise.traces.InputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A policy with settings given, named {@code NAME:SETTING=VALUE:SETTING=VALUE} in the order in which it declares them. */
public record ConfiguredFactory(PolicyFactory base, Settings values) implements PolicyFactory {
    private static final String SEPARATOR = ":";

    /** What stands before the settings of a name; the whole name where there are none. */
    static String baseName(String name) {
        int colon = name.indexOf(SEPARATOR);
        return colon < 0 ? name : name.substring(0, colon);
    }

    /** The policy with the settings that a name ends in; an {@link InputException} says what is wrong with one. */
    static PolicyFactory of(PolicyFactory base, String name) {
        PolicyFactory configured = base;
        if (name.contains(SEPARATOR)) {
            for (String part : name.substring(name.indexOf(SEPARATOR) + 1).split(SEPARATOR, -1)) {
                int equals = part.indexOf('=');
                if (equals < 1) {
                    throw new InputException(name + ": '" + part + "' is no setting; write NAME=VALUE, several as in "
                            + base.name() + ":NAME=VALUE:NAME=VALUE");
                }
                configured = with(configured, name, part.substring(0, equals), part.substring(equals + 1));
            }
        }
        return configured;
    }

    /**
     * The policy with one more setting.
     *
     * @param as what the user typed, for the {@link InputException} on a setting that it has not, that is out of range or
     *     that was given before
     */
    public static PolicyFactory with(PolicyFactory policy, String as, String setting, String value) {
        Setting found = setting(policy, setting).orElseThrow(() -> new InputException(unknown(policy, as, setting)));
        Map<Setting, Double> all = new LinkedHashMap<>(policy.values().given());
        if (all.put(found, found.read(as, value)) != null) {
            throw new InputException(as + ": " + setting + " is given twice");
        }
        Map<Setting, Double> ordered = new LinkedHashMap<>();
        for (Setting each : policy.settings()) {
            Double given = all.get(each);
            if (given != null) {
                ordered.put(each, given);
            }
        }
        return new ConfiguredFactory(policy.base(), new Settings(ordered));
    }

    /** A policy's setting of this name. */
    public static Optional<Setting> setting(PolicyFactory policy, String name) {
        return policy.settings().stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst();
    }

    private static String unknown(PolicyFactory policy, String as, String setting) {
        String base = policy.base().name();
        return policy.settings().isEmpty()
                ? as + ": " + base + " has no settings"
                : as + ": " + base + " has no setting '" + setting + "'; it has "
                        + policy.settings().stream().map(Setting::name).collect(Collectors.joining(", "));
    }

    @Override
    public String name() {
        return base.name() + values.suffix();
    }

    @Override
    public PolicyKind kind() {
        return base.kind();
    }

    @Override
    public String summary() {
        return base.summary();
    }

    @Override
    public boolean bound() {
        return base.bound();
    }

    @Override
    public boolean replayOnly() {
        return base.replayOnly();
    }

    @Override
    public List<Setting> settings() {
        return base.settings();
    }

    @Override
    public List<String> files() {
        return base.files();
    }

    @Override
    public Policy create() {
        return base.create(values);
    }

    @Override
    public Policy create(Settings settings) {
        return base.create(settings);
    }
}
