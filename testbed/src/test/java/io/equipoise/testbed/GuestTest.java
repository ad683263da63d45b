package io.equipoise.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestTest {

    @TempDir
    Path dir;

    private Guest guest;
    private ServerSocketChannel server;
    private final CompletableFuture<String> heard = new CompletableFuture<>();

    @BeforeEach
    void listen() throws IOException {
        guest = new Guest("aos_vm1", dir);
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(guest.commands()));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void answerIsWhatTheGuestConfirms() throws Exception {
        guestAnswers("ok held 300\n");

        assertThat(guest.send("held")).isEqualTo("held 300");
        assertThat(heard.get()).isEqualTo("held\n");
    }

    @Test
    void answersToEarlierCommandsAreNotTakenForThisOne() throws IOException {
        guestAnswers("ok ping\nok cpu 500 20\nok cpu 500 2\n");

        assertThat(guest.send("cpu 500 2")).isEqualTo("cpu 500 2");
    }

    @Test
    void refusalNamesGuestAndCommand() {
        guestAnswers("error not a whole number: 'x'\n");

        assertThatThrownBy(() -> guest.send("cpu x 2"))
                .isInstanceOf(IOException.class)
                .hasMessage("aos_vm1 refuses 'cpu x 2': error not a whole number: 'x'");
    }

    @Test
    void silentGuestIsGivenUp() {
        guestAnswers("half an ans");

        assertThatThrownBy(() -> guest.send("ping", Duration.ofMillis(50)))
                .isInstanceOf(IOException.class)
                .hasMessage("aos_vm1 does not answer 'ping'");
    }

    /** Answers the next command so; {@code heard} completes with what it was. */
    private void guestAnswers(String lines) {
        Thread thread = new Thread(() -> {
            try (SocketChannel channel = server.accept()) {
                ByteBuffer command = ByteBuffer.allocate(100);
                channel.read(command);
                channel.write(ByteBuffer.wrap(lines.getBytes(StandardCharsets.US_ASCII)));
                heard.complete(StandardCharsets.US_ASCII.decode(command.flip()).toString());
                // Holds the line until the asker hangs up.
                channel.read(command.clear());
            } catch (IOException e) {
                heard.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
