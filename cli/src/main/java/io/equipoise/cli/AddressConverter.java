package io.equipoise.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a port, or an address and a port such as {@code 0.0.0.0:9819} or {@code [::1]:9819}; a port alone is on loopback. */
final class AddressConverter implements ITypeConverter<InetSocketAddress> {
    private static final Pattern ADDRESS = Pattern.compile("(?:(\\[[0-9a-fA-F:.%]+]|[^:\\[\\]]+):)?(\\d{1,5})");
    private static final int LAST_PORT = 65_535;

    @Override
    public InetSocketAddress convert(String text) {
        Matcher address = ADDRESS.matcher(text);
        if (!address.matches() || Integer.parseInt(address.group(2)) > LAST_PORT) {
            throw new TypeConversionException(
                    "'" + text + "' is no port or address and port; write for example 9819 or 0.0.0.0:9819");
        }
        int port = Integer.parseInt(address.group(2));
        InetSocketAddress socket = address.group(1) == null
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
                : new InetSocketAddress(address.group(1), port);
        if (socket.isUnresolved()) {
            throw new TypeConversionException("'" + address.group(1) + "' is no address of this machine");
        }
        return socket;
    }
}
