package io.equipoise.recorder.service;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A Unix datagram socket that sends to one address; Java itself has Unix sockets for streams only. */
final class NotifySocket implements AutoCloseable {
    private static final int AF_UNIX = 1;
    private static final int DATAGRAM_CLOSED_ON_EXEC = 2 | 0x80000;

    /** Never a signal; nor a wait, because a service manager that does not read must not hold up the recorder. */
    private static final int NO_SIGNAL_NO_WAIT = 0x4000 | 0x40;

    private static final int PATH_LENGTH = 108;

    private final C c = Native.load("c", C.class);
    private final byte[] address;
    private final int socket;

    /** The C library's calls, by their own names. */
    interface C extends Library {
        int socket(int domain, int type, int protocol) throws LastErrorException;

        NativeLong sendto(int socket, byte[] data, NativeLong length, int flags, byte[] address, int addressLength)
                throws LastErrorException;

        int close(int socket) throws LastErrorException;
    }

    /** @param path a file's, or of an abstract socket its name behind an {@code @} */
    NotifySocket(String path) {
        this.address = address(path);
        this.socket = c.socket(AF_UNIX, DATAGRAM_CLOSED_ON_EXEC, 0);
    }

    /** The C structure {@code sockaddr_un}; an {@link IllegalArgumentException} when it is no such address. */
    static byte[] address(String path) {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        boolean isAbstract = path.startsWith("@");
        if (!isAbstract && !path.startsWith("/")) {
            throw new IllegalArgumentException("neither a path nor an abstract socket");
        }
        if (name.length >= PATH_LENGTH) {
            throw new IllegalArgumentException("longer than " + (PATH_LENGTH - 1) + " bytes");
        }
        // A path ends in a zero byte; an abstract name begins with one, and ends where the address ends.
        ByteBuffer address = ByteBuffer.allocate(2 + name.length + (isAbstract ? 0 : 1));
        address.order(ByteOrder.nativeOrder()).putShort((short) AF_UNIX).put(name);
        if (isAbstract) {
            address.put(2, (byte) 0);
        }
        return address.array();
    }

    /** A {@link LastErrorException} when nobody took it. */
    void send(String message) {
        byte[] data = message.getBytes(StandardCharsets.UTF_8);
        c.sendto(socket, data, new NativeLong(data.length), NO_SIGNAL_NO_WAIT, address, address.length);
    }

    @Override
    public void close() {
        c.close(socket);
    }
}
