package io.equipoise.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.equipoise.testbed.Setup.DaemonKind;
import io.equipoise.traces.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Real guests. */
class TestbedLiveTest {

    @TempDir
    Path dir;

    private StateFolder folder;
    private Testbed testbed;

    @BeforeEach
    void open() throws IOException {
        folder = LiveFolder.in(dir);
        testbed = Testbed.open(folder, LoggerFactory.getLogger(TestbedLiveTest.class)::info);
    }

    @AfterEach
    void close() throws IOException {
        if (testbed != null) {
            testbed.down();
            testbed.close();
        }
    }

    @Test
    void guestsBootObeyAndAreGoneAfterwards() throws IOException {
        List<Guest> guests = testbed.up(2, new GuestShape(1, 256, 384));

        assertThat(guests).extracting(Guest::name).containsExactly("aos_vm1", "aos_vm2");
        assertThat(Testbed.status(folder)).contains("aos_vm2: running, 256 MiB");
        memoryIsHeldAndFreed(guests.get(0));
        cpuLoadRunsOnlyWhereAsked(guests);

        testbed.down();
        assertThat(folder.guests()).doesNotExist();
        assertThat(processesNaming(folder.path())).isEmpty();
    }

    @Test
    void guestOfSomeoneElseIsNeitherReusedNorRemoved() throws IOException {
        assumeTrue(testbed.setup().daemon() != DaemonKind.HOST, "the host's own daemon is not for such a test");
        new Daemon(folder, testbed.setup()).start();
        Virsh virsh = new Virsh(testbed.setup().uri());
        virsh.create("<domain type='qemu'><name>aos_vm3</name><memory unit='MiB'>64</memory>"
                + "<os><type arch='x86_64'>hvm</type></os></domain>");

        assertThatThrownBy(() -> testbed.up(1, new GuestShape(1, 256, 256)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("aos_vm3");
        assertThatThrownBy(testbed::down).isInstanceOf(InputException.class).hasMessageContaining("aos_vm3");
        assertThat(virsh.domains()).containsExactly("aos_vm3");

        virsh.destroy("aos_vm3");
    }

    private static void memoryIsHeldAndFreed(Guest guest) throws IOException {
        guest.send("mem 40 2");
        Await.until(
                "40 MiB held", Duration.ofSeconds(60), () -> guest.send("held").equals("held 40"));
        guest.send("mem 0 1");
        Await.until(
                "all freed", Duration.ofSeconds(60), () -> guest.send("held").equals("held 0"));
    }

    private void cpuLoadRunsOnlyWhereAsked(List<Guest> guests) throws IOException {
        guests.get(0).send("cpu 400 20");
        long busy = runNanos(guests.get(0));
        long idle = runNanos(guests.get(1));
        Await.pause(Duration.ofSeconds(3));
        busy = runNanos(guests.get(0)) - busy;
        idle = runNanos(guests.get(1)) - idle;
        guests.get(0).send("idle");
        assertThat(busy).isGreaterThan(5 * idle).isGreaterThan(100_000_000);
    }

    private long runNanos(Guest guest) throws IOException {
        long thread = testbed.vcpuThreads(guest).get(0);
        return Long.parseLong(
                Files.readString(Path.of("/proc/" + thread + "/schedstat")).split(" ")[0]);
    }

    private static List<String> processesNaming(Path path) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .flatMap(process -> process.info().commandLine().stream())
                .filter(command -> command.contains(path.toString()))
                .toList();
    }
}
