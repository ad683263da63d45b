package io.equipoise.recorder.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.equipoise.recorder.sample.DomainReading.Start;
import io.equipoise.recorder.sample.VcpuThread.Times;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against invented processes. */
final class FineTimesTest {
    private static final long MILLI = 1_000_000;
    private static final Start A = new Start("uuid-a", 1);

    @TempDir
    private Path proc;

    private FineTimes fine;

    @BeforeEach
    void processes() throws IOException {
        process(100, "/usr/bin/qemu-system-x86_64", "uuid-a");
        thread(100, 100, "qemu-system-x86", 1, 1);
        thread(100, 101, "CPU 0/KVM", 5_123_456_789L, 70_000_001);
        thread(100, 102, "CPU 1/KVM", 6_000_000_000L, 80_000_000);
        process(200, "/usr/bin/qemu-system-x86_64", "uuid-b");
        thread(200, 201, "CPU 0/TCG", 9, 9);
        process(300, "/usr/bin/vim", "uuid-a");
        fine = new FineTimes(new VcpuThreadFinder(proc));
    }

    @Test
    void threadsAreFoundByUuidAndTheirOwnNames() {
        assertThat(new VcpuThreadFinder(proc).find(List.of(A)))
                .extracting(
                        VcpuThread::vcpu,
                        thread -> thread.schedstat().getParent().getFileName().toString())
                .containsExactlyInAnyOrder(tuple(0, "101"), tuple(1, "102"));
    }

    @Test
    void uuidThatTwoProcessesClaimIsNobodys() throws IOException {
        process(400, "/usr/bin/qemu-system-x86_64", "uuid-a");
        assertThat(new VcpuThreadFinder(proc).find(List.of(A))).isEmpty();
    }

    @Test
    void timesAreTheThreadsFromTheSecondReadingOn() {
        assertThat(refine(0, vcpu(0, 5_110 * MILLI, 70 * MILLI + 1)).timeNanos())
                .isEqualTo(5_110 * MILLI);
        VcpuSample second = refine(1, vcpu(0, 5_120 * MILLI, 70 * MILLI + 1));
        assertThat(second.timeNanos()).isEqualTo(5_123_456_789L);
        assertThat(second.delayNanos()).isEqualTo(70_000_001);
    }

    @Test
    void threadThatLibvirtContradictsIsNeverBelieved() {
        refine(0, vcpu(0, 5_110 * MILLI, 70 * MILLI + 1));
        VcpuSample other = vcpu(0, 5_110 * MILLI, 12L);
        assertThat(refine(1, other)).isEqualTo(other);
        VcpuSample later = vcpu(0, 5_120 * MILLI, 70 * MILLI + 1);
        assertThat(refine(2, later)).as("not even when it fits later on").isEqualTo(later);
    }

    @Test
    void guestThatDoesNotAnswerStillHasItsThreadsTimes() {
        refine(0, vcpu(0, 5_110 * MILLI, 70 * MILLI + 1));
        refine(1, vcpu(0, 5_120 * MILLI, 70 * MILLI + 1));
        assertThat(refine(2, vcpu(0, null, null)).delayNanos()).isEqualTo(70_000_001);
    }

    @Test
    void guestThatWasNeverComparedIsNotBelieved() {
        refine(0, vcpu(0, null, null));
        assertThat(refine(1, vcpu(0, 5_120 * MILLI, null)).timeNanos()).isEqualTo(5_120 * MILLI);
    }

    @Test
    void counterDoesNotFallWhenItsThreadIsGone() throws IOException {
        refine(0, vcpu(0, 5_110 * MILLI, 70 * MILLI + 1));
        refine(1, vcpu(0, 5_120 * MILLI, 70 * MILLI + 1));
        Files.delete(proc.resolve("100/task/101/schedstat"));
        assertThat(refine(2, vcpu(0, 5_120 * MILLI, 70 * MILLI + 1)).timeNanos())
                .isNull();
    }

    @Test
    void hotPluggedVcpuIsLookedForAgain() throws IOException {
        refine(0, vcpu(2, 0L, 0L));
        refine(1, vcpu(2, 0L, 0L));
        thread(100, 103, "CPU 2/KVM", 1234, 5678);
        refine(11, vcpu(2, 0L, 5678L));
        assertThat(refine(12, vcpu(2, 0L, 5678L)).timeNanos()).isEqualTo(1234);
    }

    private VcpuSample refine(long second, VcpuSample vcpu) {
        Map<VcpuThread, Times> times = VcpuThread.read(fine.threads());
        DomainReading domain = new DomainReading("uuid-a", "a", 1, Map.of(), true, null, List.of(vcpu), List.of());
        return fine.refine(Readings.at(second, domain), times, 2 * MILLI)
                .domains()
                .get(0)
                .vcpus()
                .get(0);
    }

    private static VcpuSample vcpu(int number, @Nullable Long time, @Nullable Long delay) {
        return new VcpuSample(number, time, delay, null, null, VcpuState.RUNNING);
    }

    private void process(int id, String program, String uuid) throws IOException {
        Path folder = Files.createDirectories(proc.resolve(id + "/task")).getParent();
        Files.writeString(
                folder.resolve("cmdline"), program + "\0-name\0guest=x\0-uuid\0" + uuid + "\0-no-user-config\0");
    }

    private void thread(int process, int id, String name, long run, long delay) throws IOException {
        Path task = Files.createDirectories(proc.resolve(process + "/task/" + id));
        Files.writeString(task.resolve("comm"), name + "\n");
        Files.writeString(task.resolve("schedstat"), run + " " + delay + " 42\n");
    }
}
