package io.equipoise.cli;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A service manager's end of the notification socket. */
final class NotifyListener implements AutoCloseable {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int NO_WAIT = 0x40;

    private final C c = Native.load("c", C.class);
    private final int socket = c.socket(AF_UNIX, SOCK_DGRAM, 0);

    private interface C extends Library {
        int socket(int domain, int type, int protocol) throws LastErrorException;

        int bind(int socket, byte[] address, int length) throws LastErrorException;

        NativeLong recv(int socket, byte[] data, NativeLong length, int flags) throws LastErrorException;

        int close(int socket) throws LastErrorException;
    }

    NotifyListener(Path path) {
        byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
        byte[] address = ByteBuffer.allocate(2 + name.length + 1)
                .order(ByteOrder.nativeOrder())
                .putShort((short) AF_UNIX)
                .put(name)
                .array();
        c.bind(socket, address, address.length);
    }

    /** All that was sent so far and not received yet. */
    List<String> messages() {
        List<String> messages = new ArrayList<>();
        while (true) {
            byte[] data = new byte[1_024];
            try {
                int length = c.recv(socket, data, new NativeLong(data.length), NO_WAIT)
                        .intValue();
                messages.add(new String(data, 0, length, StandardCharsets.UTF_8));
            } catch (LastErrorException nothingMore) {
                return messages;
            }
        }
    }

    @Override
    public void close() {
        c.close(socket);
    }
}
