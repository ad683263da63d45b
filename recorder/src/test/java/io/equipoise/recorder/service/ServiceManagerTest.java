package io.equipoise.recorder.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real datagram socket, as a service manager holds it. */
final class ServiceManagerTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    @Test
    void readyCarriesTheStatus() {
        try (Listener listener = new Listener(folder.resolve("notify").toString());
                ServiceManager manager = ServiceManager.of(Map.of("NOTIFY_SOCKET", listener.name()))) {
            manager.ready(SECOND, "recording 4 domains");
            assertThat(listener.receive()).isEqualTo("READY=1\nSTATUS=recording 4 domains");
        }
    }

    @Test
    void abstractSocketIsReached() {
        try (Listener listener = new Listener("@equipoise-" + UUID.randomUUID());
                ServiceManager manager = ServiceManager.of(Map.of("NOTIFY_SOCKET", listener.name()))) {
            manager.stopping();
            assertThat(listener.receive()).isEqualTo("STOPPING=1");
        }
    }

    @Test
    void reloadSaysSinceWhenOnTheMonotonicClock() {
        try (Listener listener = new Listener(folder.resolve("notify").toString());
                ServiceManager manager = ServiceManager.of(Map.of("NOTIFY_SOCKET", listener.name()))) {
            long before = System.nanoTime() / 1_000;
            manager.reloading();
            manager.reloaded();
            String message = listener.receive();
            assertThat(message).startsWith("RELOADING=1\nMONOTONIC_USEC=");
            assertThat(Long.parseLong(message.substring(message.lastIndexOf('=') + 1)))
                    .isBetween(before, System.nanoTime() / 1_000);
            assertThat(listener.receive()).isEqualTo("READY=1");
        }
    }

    @Test
    void watchdogIsFedOnceAQuarterOfItsTimeHasPassed() {
        try (Listener listener = new Listener(folder.resolve("notify").toString());
                ServiceManager hasty =
                        manager(listener, 4, ProcessHandle.current().pid());
                ServiceManager patient = manager(
                        listener, 3_600_000_000L, ProcessHandle.current().pid())) {
            patient.ready(SECOND, "");
            patient.alive();
            patient.alive();
            hasty.ready(Duration.ofNanos(1_000), "");
            await(1_000);
            hasty.alive();
            assertThat(listener.receive()).startsWith("READY=1");
            assertThat(listener.receive()).startsWith("READY=1");
            assertThat(listener.receive()).isEqualTo("WATCHDOG=1");
            assertThat(listener.empty()).isTrue();
        }
    }

    @Test
    void watchdogWaitsAtLeastTwoBeats() {
        try (Listener listener = new Listener(folder.resolve("notify").toString());
                ServiceManager manager =
                        manager(listener, 30_000_000, ProcessHandle.current().pid())) {
            manager.ready(Duration.ofMinutes(5), "");
            assertThat(listener.receive()).startsWith("WATCHDOG_USEC=600000000\nREADY=1");
        }
    }

    @Test
    void anotherProcessesWatchdogIsNotFed() {
        try (Listener listener = new Listener(folder.resolve("notify").toString());
                ServiceManager manager = manager(listener, 4, 1)) {
            manager.ready(SECOND, "");
            await(1_000);
            manager.alive();
            assertThat(listener.receive()).startsWith("READY=1");
            assertThat(listener.empty()).isTrue();
        }
    }

    @Test
    void withoutAServiceManagerNothingHappens() {
        try (ServiceManager manager = ServiceManager.of(Map.of())) {
            manager.ready(SECOND, "");
            manager.alive();
            manager.stopping();
        }
    }

    @Test
    void serviceManagerThatIsGoneEndsNothing() {
        try (ServiceManager manager = ServiceManager.of(
                Map.of("NOTIFY_SOCKET", folder.resolve("nobody").toString()))) {
            manager.ready(SECOND, "");
            manager.stopping();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"relative/path", "vsock:2:1234"})
    void addressThatIsNoUnixSocketEndsNothing(String address) {
        assertThatThrownBy(() -> NotifySocket.address(address)).isInstanceOf(IllegalArgumentException.class);
        try (ServiceManager manager = ServiceManager.of(Map.of("NOTIFY_SOCKET", address))) {
            manager.ready(SECOND, "");
        }
    }

    private static ServiceManager manager(Listener listener, long watchdogMicros, long pid) {
        return ServiceManager.of(Map.of(
                "NOTIFY_SOCKET",
                listener.name(),
                "WATCHDOG_USEC",
                Long.toString(watchdogMicros),
                "WATCHDOG_PID",
                Long.toString(pid)));
    }

    private static void await(long nanos) {
        for (long start = System.nanoTime(); System.nanoTime() - start <= nanos; ) {
            Thread.onSpinWait();
        }
    }

    /** The service manager's end. */
    private record Listener(Receiver c, String name, int socket) implements AutoCloseable {
        private static final int NO_WAIT = 0x40;

        private interface Receiver extends NotifySocket.C {
            int bind(int socket, byte[] address, int length) throws LastErrorException;

            NativeLong recv(int socket, byte[] data, NativeLong length, int flags) throws LastErrorException;
        }

        Listener(String name) {
            this(Native.load("c", Receiver.class), name);
        }

        private Listener(Receiver c, String name) {
            this(c, name, c.socket(1, 2, 0));
            byte[] address = NotifySocket.address(name);
            c.bind(socket, address, address.length);
        }

        /** What was sent before; a datagram between Unix sockets is there once it was sent. */
        String receive() {
            byte[] data = new byte[1_024];
            int length =
                    c.recv(socket, data, new NativeLong(data.length), NO_WAIT).intValue();
            return new String(data, 0, length, StandardCharsets.UTF_8);
        }

        boolean empty() {
            try {
                receive();
                return false;
            } catch (LastErrorException nothing) {
                return true;
            }
        }

        @Override
        public void close() {
            c.close(socket);
        }
    }
}
