package io.equipoise.coordinator.policy;

import java.util.function.Supplier;

/** A factory that is only its facts and a constructor; each shipped policy nests one. */
public abstract class ShippedFactory implements PolicyFactory {
    private final String name;
    private final PolicyKind kind;
    private final String summary;
    private final Supplier<Policy> maker;

    protected ShippedFactory(String name, PolicyKind kind, String summary, Supplier<Policy> maker) {
        this.name = name;
        this.kind = kind;
        this.summary = summary;
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
    public final Policy create() {
        return maker.get();
    }
}
