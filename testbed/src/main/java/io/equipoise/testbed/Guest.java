package io.equipoise.testbed;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** One guest of the testbed, and the line by which it is told what load to play. */
public final class Guest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final String name;
    private final Path folder;

    Guest(String name, Path folder) {
        this.name = name;
        this.folder = folder;
    }

    public String name() {
        return name;
    }

    Path swap() {
        return folder.resolve(name + ".swap");
    }

    Path console() {
        return folder.resolve(name + ".console");
    }

    Path commands() {
        return folder.resolve(name + ".commands");
    }

    /**
     * Tells the guest one command and waits until it has obeyed: {@code cpu WORK SLEEP_MS}, {@code cpu-timer WORK PERIOD_MS},
     * {@code mem TARGET_MIB WITHIN_S}, {@code held}, {@code idle} or {@code ping}.
     *
     * @return what it answered after {@code ok}
     * @throws IOException if it refuses the command or does not answer within 10 s
     */
    public String send(String command) throws IOException {
        return send(command, LIMIT);
    }

    String send(String command, Duration limit) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(commands()));
                Selector selector = Selector.open()) {
            channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            return answer(command, channel, selector, System.nanoTime() + limit.toNanos());
        }
    }

    private String answer(String command, SocketChannel channel, Selector selector, long deadline) throws IOException {
        StringBuilder heard = new StringBuilder();
        ByteBuffer buffer = ByteBuffer.allocate(256);
        long left;
        while ((left = deadline - System.nanoTime()) > 0) {
            selector.select(Math.max(1, left / 1_000_000));
            selector.selectedKeys().clear();
            if (channel.read(buffer) < 0) {
                throw new IOException(name + " closed its command line after '" + command + "'");
            }
            heard.append(StandardCharsets.US_ASCII.decode(buffer.flip()));
            buffer.clear();
            int end;
            while ((end = heard.indexOf("\n")) >= 0) {
                String line = heard.substring(0, end).strip();
                heard.delete(0, end + 1);
                // Any other line is the answer to an earlier command whose asker gave up.
                if ((line + " ").startsWith("ok " + command + " ")) {
                    return line.substring("ok ".length());
                }
                if (line.startsWith("error ")) {
                    throw new IOException(name + " refuses '" + command + "': " + line);
                }
            }
        }
        throw new IOException(name + " does not answer '" + command + "'");
    }
}
