package io.equipoise.testbed;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.equipoise.testbed.Setup.DaemonKind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;

/** A testbed of a test's own with guests of several kinds, and the processes behind them. */
final class LiveGuests implements AutoCloseable {
    private static final Duration BOOT_LIMIT = Duration.ofMinutes(3);

    private final StateFolder folder;
    private final GuestShape shape;
    private final Testbed testbed;
    private final Virsh virsh;

    private LiveGuests(StateFolder folder, GuestShape shape, Testbed testbed) {
        this.folder = folder;
        this.shape = shape;
        this.testbed = testbed;
        this.virsh = new Virsh(testbed.setup().uri());
    }

    /** Starts so many ordinary ones; skips the test, with the reason, where there is no testbed. */
    static LiveGuests up(Path dir, int count, GuestShape shape, Logger log) throws IOException {
        StateFolder folder = LiveFolder.in(dir);
        Testbed testbed = Testbed.open(folder, log::info);
        testbed.up(count, shape);
        return new LiveGuests(folder, shape, testbed);
    }

    Testbed testbed() {
        return testbed;
    }

    Virsh virsh() {
        return virsh;
    }

    /** Records them, and asks for no report that nobody asked for before. */
    LiveRecording recording() {
        return recording(false);
    }

    LiveRecording recording(boolean setStatsPeriod) {
        return new LiveRecording(testbed.setup().uri(), setStatsPeriod);
    }

    /** Starts one guest more, or one that has ended again; the testbed removes it with its own. */
    void start(String name, UnaryOperator<String> change) throws IOException {
        Guest guest = guest(name);
        try (RandomAccessFile swap = new RandomAccessFile(guest.swap().toFile(), "rw")) {
            swap.setLength(64L << 20);
        }
        virsh.create(
                change.apply(DomainXml.of(guest, shape, folder, testbed.setup().accelerator())));
    }

    void awaitBoot(String name) throws IOException {
        Guest guest = guest(name);
        Await.until(name + " to boot", BOOT_LIMIT, () -> {
            try {
                guest.send("ping", Duration.ofSeconds(2));
                return true;
            } catch (IOException e) {
                return false;
            }
        });
    }

    Guest guest(String name) {
        return new Guest(name, folder.guests());
    }

    /** The process that runs a guest. */
    long qemu(String name) throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("\\d+"))
                    .filter(process -> {
                        String command = commandLine(process);
                        return command.contains("guest=" + name + ",") && command.contains(folder.path() + "/");
                    })
                    .map(process -> Long.parseLong(process.getFileName().toString()))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no QEMU runs " + name));
        }
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // It has ended meanwhile.
            return "";
        }
    }

    /** Their daemon's process. */
    long daemon() throws IOException {
        return Long.parseLong(Files.readString(folder.path().resolve("libvirt/run/testbed.pid"))
                .strip());
    }

    void startDaemon() throws IOException {
        new Daemon(folder, testbed.setup()).start();
    }

    void assumeOwnDaemon() {
        assumeTrue(
                testbed.setup().daemon() != DaemonKind.HOST,
                "skipped: the testbed has no daemon of its own, and the host's is not for such a test");
    }

    static void signal(String signal, long... processes) throws IOException {
        List<String> words = new ArrayList<>(List.of("kill", signal));
        for (long process : processes) {
            words.add(Long.toString(process));
        }
        Command.run(Duration.ofSeconds(5), words);
    }

    @Override
    public void close() throws IOException {
        testbed.down();
        testbed.close();
    }
}
