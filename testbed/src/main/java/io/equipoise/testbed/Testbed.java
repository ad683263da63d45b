package io.equipoise.testbed;

import io.equipoise.testbed.Setup.DaemonKind;
import io.equipoise.traces.InputException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The real guests of this machine: starts and removes them. One process at a time holds it open. */
public final class Testbed implements AutoCloseable {

    /** Guests are called so, followed by their number from 1. */
    public static final String PREFIX = "aos_vm";

    private static final long SWAP_BYTES = 2L << 30;
    private static final int MOST_SOCKET_PATH_BYTES = 107;
    private static final Duration BOOT_LIMIT = Duration.ofMinutes(5);
    private static final Duration BALLOON_LIMIT = Duration.ofMinutes(2);
    private static final Duration PING_LIMIT = Duration.ofSeconds(2);

    private final StateFolder folder;
    private final Setup setup;
    private final Virsh virsh;
    private final Daemon daemon;
    private final Consumer<String> progress;
    private final TestbedLock lock;

    private Testbed(StateFolder folder, Setup setup, Consumer<String> progress, TestbedLock lock) {
        this.folder = folder;
        this.setup = setup;
        this.virsh = new Virsh(setup.uri());
        this.daemon = new Daemon(folder, setup);
        this.progress = progress;
        this.lock = lock;
    }

    /**
     * Opens the testbed that {@code testbed/setup} made.
     *
     * @param progress is told what is going on, a line each
     * @throws InputException if there is none here, with the reason, or if another process holds it
     */
    public static Testbed open(StateFolder folder, Consumer<String> progress) throws IOException {
        Setup setup = Setup.read(folder);
        return new Testbed(folder, setup, progress, TestbedLock.take(folder));
    }

    public Setup setup() {
        return setup;
    }

    public StateFolder folder() {
        return folder;
    }

    /** What a calibration depends on: accelerator, guest, and the host's CPU model. */
    public String identity() throws IOException {
        String build = Files.readString(folder.madeFrom()).strip();
        return setup.accelerator() + ", guest kernel " + setup.kernel() + ", guest build "
                + build.substring(0, Math.min(8, build.length())) + ", " + CpuModel.read();
    }

    /**
     * Starts fresh guests, in the order of their numbers, and waits until each obeys and has the balloon it starts with.
     * Guests that the testbed had before are removed.
     *
     * @throws InputException if a guest of someone else has such a name
     */
    public List<Guest> up(int count, GuestShape shape) throws IOException {
        daemon.start();
        refuseForeign();
        removeOurs();
        Files.createDirectories(folder.guests());
        List<Guest> guests =
                IntStream.rangeClosed(1, count).mapToObj(this::guest).toList();
        progress.accept("starting " + count + " guests (" + setup.accelerator() + ")");
        for (Guest guest : guests) {
            start(guest, shape);
        }
        for (Guest guest : guests) {
            Await.until(guest.name() + " to boot", BOOT_LIMIT, () -> obeys(guest));
        }
        progress.accept("all have booted, waiting for their balloons");
        for (Guest guest : guests) {
            awaitBalloon(guest, shape.memoryMib());
        }
        return guests;
    }

    /** Starts the daemon unless it runs; it finds guests that outlived the one before. */
    public void startDaemon() throws IOException {
        daemon.start();
    }

    /** Ends all guests and the daemon, and removes what they left; also what a killed process left. */
    public void down() throws IOException {
        if (virsh.answers()) {
            removeOurs();
            List<String> others = virsh.domains();
            if (setup.daemon() != DaemonKind.HOST && !others.isEmpty()) {
                throw new InputException(
                        "the testbed's daemon is left running: it has domains that are not the testbed's: "
                                + String.join(" ", others));
            }
        }
        daemon.stop();
    }

    /** The testbed of this machine as it is, one line a fact; also while another process holds it. */
    public static List<String> status(StateFolder folder) throws IOException {
        Setup setup = Setup.read(folder);
        Virsh virsh = new Virsh(setup.uri());
        boolean running = virsh.answers();
        List<String> lines = new ArrayList<>();
        lines.add("folder " + folder.path());
        lines.add("accelerator " + setup.accelerator() + ", guest kernel " + setup.kernel());
        lines.add("daemon " + setup.daemon().name().toLowerCase(Locale.ROOT) + " at " + setup.uri() + ": "
                + (running ? "running" : "stopped"));
        for (String name : running ? virsh.domains() : List.<String>of()) {
            if (virsh.isOurs(name)) {
                String balloon =
                        virsh.balloonKiB(name).map(kib -> kib / 1024 + " MiB").orElse("no balloon report");
                lines.add(name + ": " + virsh.state(name) + ", " + balloon);
            }
        }
        return lines;
    }

    /** Lets a vCPU run on these pCPUs only, as {@code 0-3,8}. */
    public void pin(Guest guest, int vcpu, String pcpus) throws IOException {
        virsh.pin(guest.name(), vcpu, pcpus);
    }

    /** Process ids of the threads that run the guest's vCPUs. */
    public List<Long> vcpuThreads(Guest guest) throws IOException {
        return virsh.vcpuThreads(guest.name());
    }

    /** Waits until the guest reports that its balloon has arrived. */
    public void awaitBalloon(Guest guest, long mib) throws IOException {
        Await.until(
                guest.name() + " to have " + mib + " MiB",
                BALLOON_LIMIT,
                () -> virsh.balloonKiB(guest.name())
                        .filter(kib -> kib == mib * 1024)
                        .isPresent());
    }

    /**
     * A command such that {@code qemu:///system} is the testbed's daemon for it, in this program's working directory; an
     * {@link InputException} where that cannot be.
     */
    public List<String> inside(List<String> command) throws IOException {
        return daemon.inside(command);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private Guest guest(int number) {
        Guest guest = new Guest(PREFIX + number, folder.guests());
        int length = guest.commands().toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > MOST_SOCKET_PATH_BYTES) {
            throw new InputException("the path of a socket may have " + MOST_SOCKET_PATH_BYTES + " bytes, "
                    + guest.commands() + " has " + length + "; name a shorter folder in EQUIPOISE_STATE");
        }
        return guest;
    }

    private void start(Guest guest, GuestShape shape) throws IOException {
        try (RandomAccessFile swap = new RandomAccessFile(guest.swap().toFile(), "rw")) {
            swap.setLength(SWAP_BYTES);
        }
        virsh.create(DomainXml.of(guest, shape, folder, setup.accelerator()));
    }

    private static boolean obeys(Guest guest) {
        try {
            guest.send("ping", PING_LIMIT);
            return true;
        } catch (IOException e) {
            // Not yet: what is awaited is the end of this.
            return false;
        }
    }

    private void refuseForeign() throws IOException {
        for (String name : virsh.domains()) {
            if (name.startsWith(PREFIX) && !virsh.isOurs(name)) {
                throw new InputException(
                        setup.uri() + " has a guest " + name + " that is not the testbed's; remove or rename it");
            }
        }
    }

    private void removeOurs() throws IOException {
        for (String name : virsh.domains()) {
            if (virsh.isOurs(name)) {
                virsh.destroy(name);
            }
        }
        if (Files.isDirectory(folder.guests())) {
            try (Stream<Path> left = Files.list(folder.guests())) {
                for (Path file : left.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder.guests());
        }
    }
}
