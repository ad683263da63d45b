package io.equipoise.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time such as {@code 500ms}, {@code 1.5s}, {@code 10m} or {@code 2h}; at least 1 ms. */
final class TimeConverter implements ITypeConverter<Duration> {
    private static final Pattern TIME = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)(ms|s|m|h)");

    @Override
    public Duration convert(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw new TypeConversionException("'" + text + "' is no time; write for example 500ms, 1.5s, 10m or 2h");
        }
        long unit = switch (time.group(2)) {
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            default -> 3_600_000_000_000L;
        };
        long nanos =
                new BigDecimal(time.group(1)).multiply(BigDecimal.valueOf(unit)).longValue();
        if (nanos < 1_000_000) {
            throw new TypeConversionException("'" + text + "' is less than 1ms");
        }
        return Duration.ofNanos(nanos);
    }
}
