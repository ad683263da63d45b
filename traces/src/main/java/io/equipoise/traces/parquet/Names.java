package io.equipoise.traces.parquet;

import java.util.Locale;
import java.util.Optional;

/** How constants are written: {@code SHUT_OFF} as {@code shut_off}. */
final class Names {
    private Names() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Empty for a name that a later minor version may have added. */
    static <E extends Enum<E>> Optional<E> parse(Class<E> type, String name) {
        for (E constant : type.getEnumConstants()) {
            if (of(constant).equals(name)) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }
}
