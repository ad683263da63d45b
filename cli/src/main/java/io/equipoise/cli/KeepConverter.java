package io.equipoise.cli;

import io.equipoise.traces.InputException;
import io.equipoise.traces.parquet.Keep;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an age such as {@code 30d} or a size such as {@code 10GB}. */
final class KeepConverter implements ITypeConverter<Keep> {
    @Override
    public Keep convert(String text) {
        try {
            return Keep.parse(text);
        } catch (InputException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
