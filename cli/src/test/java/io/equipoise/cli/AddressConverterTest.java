package io.equipoise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class AddressConverterTest {
    private final AddressConverter converter = new AddressConverter();

    @Test
    void portAloneIsOnLoopback() {
        InetSocketAddress address = converter.convert("9819");
        assertThat(address.getAddress().isLoopbackAddress()).isTrue();
        assertThat(address.getPort()).isEqualTo(9819);
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0:9819, 0.0.0.0", "127.0.0.2:9819, 127.0.0.2", "[::1]:9819, 0:0:0:0:0:0:0:1"})
    void addressIsTaken(String text, String host) {
        assertThat(converter.convert(text).getAddress().getHostAddress()).isEqualTo(host);
        assertThat(converter.convert(text).getPort()).isEqualTo(9819);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "http", "99999", "127.0.0.1", "127.0.0.1:", ":9819", "::1:9819", "no.such.name.invalid:9819"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> converter.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("is no ");
    }
}
