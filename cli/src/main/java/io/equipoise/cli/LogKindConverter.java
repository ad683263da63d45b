package io.equipoise.cli;

import io.equipoise.traces.monitor.LogKind;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a kind of monitor log, such as {@code cpu-summary}. */
final class LogKindConverter implements ITypeConverter<LogKind> {
    @Override
    public LogKind convert(String text) {
        return Arrays.stream(LogKind.values())
                .filter(kind -> kind.argument().equals(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "'" + text + "' is no kind of monitor log; the kinds are " + String.join(", ", new Names())));
    }

    /** The kinds as arguments name them. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(LogKind.values()).map(LogKind::argument).iterator();
        }
    }
}
