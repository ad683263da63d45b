package io.equipoise.coordinator.policy;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** A factory that is only its facts and a constructor; each shipped policy nests one. */
public abstract class ShippedFactory implements PolicyFactory {
    private final String name;
    private final PolicyKind kind;
    private final String summary;
    private final List<Setting> settings;
    private final Function<Settings, Policy> maker;

    protected ShippedFactory(String name, PolicyKind kind, String summary, Supplier<Policy> maker) {
        this(name, kind, summary, List.of(), settings -> maker.get());
    }

    protected ShippedFactory(
            String name, PolicyKind kind, String summary, List<Setting> settings, Function<Settings, Policy> maker) {
        this.name = name;
        this.kind = kind;
        this.summary = summary;
        this.settings = List.copyOf(settings);
        this.maker = maker;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final PolicyKind kind() {
        return kind;
    }

    @Override
    public final String summary() {
        return summary;
    }

    @Override
    public final List<Setting> settings() {
        return settings;
    }

    @Override
    public final Policy create() {
        return create(Settings.STANDARD);
    }

    @Override
    public final Policy create(Settings values) {
        return maker.apply(values);
    }
}
