package io.equipoise.testbed;

import static io.equipoise.testbed.LiveRecording.domain;
import static io.equipoise.testbed.Seen.current;
import static io.equipoise.testbed.Seen.everyTickIsThere;
import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.traces.MemorySample;
import io.equipoise.traces.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** vCPUs and memory that are plugged into a real guest while it is recorded. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HotPlugLiveTest {
    private static final GuestShape SHAPE = new GuestShape(1, 256, 256);
    private static final String GUEST = "aos_vm1";
    private static final long DIMM_KIB = 128 * 1024;

    /** Room for a second vCPU and for memory modules; the guest uses a module as soon as it is there. */
    private static final String ROOM = """
            <maxMemory slots='2' unit='MiB'>1024</maxMemory>
            <cpu><numa><cell id='0' cpus='0-1' memory='256' unit='MiB'/></numa></cpu>
            """;

    private static final String DIMM = """
            <memory model='dimm'><target><size unit='KiB'>%d</size><node>0</node></target></memory>
            """.formatted(DIMM_KIB);

    @TempDir
    private Path dir;

    private LiveGuests guests;

    @BeforeAll
    void boot(@TempDir Path folder) throws IOException {
        guests = LiveGuests.up(folder, 0, SHAPE, LoggerFactory.getLogger(HotPlugLiveTest.class));
        guests.start(
                GUEST,
                xml -> xml.replace("<vcpu>1</vcpu>", "<vcpu current='1'>2</vcpu>")
                        .replace("</metadata>", "</metadata>" + ROOM)
                        .replace("</cmdline>", " memhp_default_state=online</cmdline>"));
        guests.awaitBoot(GUEST);
    }

    @AfterAll
    void down() throws IOException {
        if (guests != null) {
            guests.close();
        }
    }

    @Test
    void hotPluggedVcpuJustAppears() throws Exception {
        try (LiveRecording recording = guests.recording()) {
            Sample before = recording.next();
            assertThat(domain(before, GUEST).vcpus()).hasSize(1);
            guests.virsh().run("setvcpus", GUEST, "2", "--live");
            Sample after = recording.await(
                    "a second vCPU",
                    before.tick(),
                    sample -> domain(sample, GUEST).vcpus().size() == 2);
            assertThat(domain(after, GUEST).vcpus().get(1).timeNanos()).isNotNull();
            everyTickIsThere(recording.from(before.tick()));
            FaultReport.add(
                    "a vCPU hot-plugged",
                    "rows of " + domain(after, GUEST).vcpus().size() + " vCPUs " + (after.tick() - before.tick())
                            + " tick(s) later");
        }
    }

    @Test
    void hotPluggedMemoryJustAppears() throws Exception {
        Path dimm = Files.writeString(dir.resolve("dimm.xml"), DIMM);
        try (LiveRecording recording = guests.recording()) {
            Sample before = recording.await("a report", 0, sample -> available(sample) > 0);
            guests.virsh().run("attach-device", GUEST, dimm.toString(), "--live");
            Sample plugged = recording.await(
                    "more memory",
                    before.tick(),
                    sample -> current(sample, GUEST) >= current(before, GUEST) + DIMM_KIB);
            assertThat(maximum(plugged)).isEqualTo(maximum(before) + DIMM_KIB);
            Sample used = recording.await(
                    "the guest's use of it",
                    plugged.tick(),
                    sample -> available(sample) > available(before) + DIMM_KIB / 2);
            everyTickIsThere(recording.from(before.tick()));
            FaultReport.add(
                    "a memory module of 128 MiB hot-plugged",
                    "balloon and maximum " + (current(plugged, GUEST) - current(before, GUEST)) / 1024 + " MiB more "
                            + (plugged.tick() - before.tick()) + " tick(s) later, the guest's own total "
                            + (available(used) - available(before)) / 1024 + " MiB more "
                            + (used.tick() - before.tick()) + " tick(s) later");
        }
    }

    private static long maximum(Sample sample) {
        Long maximum = domain(sample, GUEST).maximumKiB();
        return maximum == null ? -1 : maximum;
    }

    private static long available(Sample sample) {
        MemorySample memory = domain(sample, GUEST).memory();
        return memory == null || memory.availableKiB() == null ? -1 : memory.availableKiB();
    }
}
