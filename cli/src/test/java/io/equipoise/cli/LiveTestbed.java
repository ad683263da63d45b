package io.equipoise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.equipoise.testbed.Guest;
import io.equipoise.testbed.GuestShape;
import io.equipoise.testbed.Setup;
import io.equipoise.testbed.StateFolder;
import io.equipoise.testbed.Testbed;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/** Real guests of a test's own; gone with their daemon when it is closed. */
final class LiveTestbed implements AutoCloseable {
    private final Testbed testbed;
    private List<Guest> guests = List.of();

    private LiveTestbed(Testbed testbed) {
        this.testbed = testbed;
    }

    /** Boots guests in a folder that is new; skips the test, with the reason, on a machine without testbed. */
    static LiveTestbed up(Path folder, int count, GuestShape shape) throws IOException {
        StateFolder machine = StateFolder.locate();
        Optional<String> missing = Setup.missing(machine);
        assumeTrue(missing.isEmpty(), () -> "no testbed here: " + missing.orElseThrow());
        LiveTestbed live =
                new LiveTestbed(Testbed.open(machine.copyTo(folder), LoggerFactory.getLogger(LiveTestbed.class)::info));
        try {
            live.guests = live.testbed.up(count, shape);
            return live;
        } catch (IOException | RuntimeException e) {
            live.close();
            throw e;
        }
    }

    Testbed testbed() {
        return testbed;
    }

    String uri() {
        return testbed.setup().uri();
    }

    List<Guest> guests() {
        return guests;
    }

    /** Of each guest: where it may run, its balloon, its period. */
    Map<String, String> host() throws IOException {
        Map<String, String> guests = new TreeMap<>();
        for (String name : virsh("list", "--name").lines().map(String::strip).toList()) {
            if (!name.isEmpty()) {
                guests.put(
                        name,
                        "on " + virsh("vcpupin", name, "--live").replaceAll("(?s).*0 +(\\S+).*", "$1") + ", "
                                + first("actual (\\d+)", virsh("dommemstat", name)) + " KiB, every "
                                + first("<stats period='(\\d+)'", virsh("dumpxml", name)) + " s");
            }
        }
        return guests;
    }

    /** What the guests hold together, KiB. */
    long heldKiB() throws IOException {
        long held = 0;
        for (String guest : host().values()) {
            held += Long.parseLong(first("(\\d+) KiB", guest));
        }
        return held;
    }

    /** Where the guests of such a map may run. */
    static List<String> affinities(Map<String, String> host) {
        return host.values().stream()
                .map(guest -> guest.replaceAll(",? \\d+ KiB.*", ""))
                .toList();
    }

    static boolean answers(Guest guest) {
        try {
            guest.send("ping");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Starts a guest like the first that has no kernel and no disk: it stays in its firmware and drives no balloon. */
    void createWithoutDriver(String name) throws IOException {
        String xml = virsh("dumpxml", "aos_vm1", "--inactive")
                .replaceAll("<(uuid|kernel|initrd|cmdline)>.*?</\\1>", "")
                .replaceAll("(?s)<(disk|serial|console|seclabel)\\b.*?</\\1>", "")
                .replace("aos_vm1", name);
        Path file = Files.createTempFile(name, ".xml");
        try {
            virsh("create", Files.writeString(file, xml).toString());
        } finally {
            Files.delete(file);
        }
    }

    /** The process id of a guest's QEMU. */
    String qemu(String guest) throws IOException {
        Path status = testbed.folder().path().resolve("libvirt/run/qemu/" + guest + ".xml");
        return first("<domstatus[^>]* pid='(\\d+)'", Files.readString(status));
    }

    String virsh(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("virsh", "-q", "-c", uri()));
        command.addAll(List.of(words));
        return command(command.toArray(new String[0]));
    }

    /** Runs a command that must succeed, and returns what it said. */
    static String command(String... words) throws IOException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        try (var output = process.inputReader()) {
            StringWriter said = new StringWriter();
            output.transferTo(said);
            assertThat(process.waitFor())
                    .as(String.join(" ", words) + ": " + said)
                    .isZero();
            return said.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static String first(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? matcher.group(1) : "no";
    }

    @Override
    public void close() throws IOException {
        try {
            testbed.down();
        } finally {
            testbed.close();
        }
    }
}
