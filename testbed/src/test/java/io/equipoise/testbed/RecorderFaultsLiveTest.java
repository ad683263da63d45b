package io.equipoise.testbed;

import static io.equipoise.testbed.LiveGuests.signal;
import static io.equipoise.testbed.LiveRecording.domain;
import static io.equipoise.testbed.LiveRecording.has;
import static io.equipoise.testbed.Seen.answers;
import static io.equipoise.testbed.Seen.current;
import static io.equipoise.testbed.Seen.everyTickIsThere;
import static io.equipoise.testbed.Seen.fault;
import static io.equipoise.testbed.Seen.isStuck;
import static io.equipoise.testbed.Seen.lateness;
import static io.equipoise.testbed.Seen.reported;
import static io.equipoise.testbed.Seen.seconds;
import static io.equipoise.testbed.Seen.ticks;
import static io.equipoise.testbed.Seen.unused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.ReportFault;
import io.equipoise.traces.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What happens to real hosts, done to real guests and their daemon while they are recorded, and what the recording keeps. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecorderFaultsLiveTest {
    private static final GuestShape SHAPE = new GuestShape(1, 256, 256);
    private static final String WHOLE = "aos_vm1";
    private static final String OTHER = "aos_vm2";
    private static final String WITHOUT_DRIVER = "aos_vm3";
    private static final String WITHOUT_PERIOD = "aos_vm4";

    /** libvirt's times of vCPUs move in such steps, ns. */
    private static final long STEP = 10_000_000;

    private LiveGuests guests;

    @BeforeAll
    void boot(@TempDir Path dir) throws IOException {
        guests = LiveGuests.up(dir, 2, SHAPE, LoggerFactory.getLogger(RecorderFaultsLiveTest.class));
        guests.start(WITHOUT_DRIVER, xml -> xml.replace("</cmdline>", " module_blacklist=virtio_balloon</cmdline>"));
        guests.start(WITHOUT_PERIOD, xml -> xml.replace("<stats period='1'/>", ""));
        guests.awaitBoot(WITHOUT_PERIOD);
    }

    @AfterAll
    void down() throws IOException {
        if (guests != null) {
            guests.close();
        }
    }

    @Test
    void stoppedGuestCostsItsOwnMemoryAndNothingElse() throws Exception {
        long qemu = guests.qemu(WHOLE);
        try (LiveRecording recording = guests.recording()) {
            long before = recording.next().tick();
            signal("-STOP", qemu);
            long first;
            long continued;
            try {
                first = recording
                        .await("the stopped guest to be found out", before, sample -> !answers(sample, WHOLE))
                        .tick();
                recording.take(3);
            } finally {
                continued = recording.from(before).size() + before;
                signal("-CONT", qemu);
            }
            long back = recording
                    .await("the guest's memory", continued, sample -> answers(sample, WHOLE))
                    .tick();
            List<Sample> seen = recording.from(before);
            everyTickIsThere(seen);
            assertThat(first).isLessThanOrEqualTo(before + 2);
            for (Sample sample : seen) {
                assertThat(domain(sample, OTHER).vcpus().get(0).timeNanos()).isNotNull();
                if (sample.tick() >= first && sample.tick() < back) {
                    assertThat(domain(sample, WHOLE).missing()).contains("the guest does not answer since ");
                    assertThat(domain(sample, WHOLE).vcpus().get(0).timeNanos()).isNotNull();
                }
            }
            long whole = seen.stream()
                    .filter(sample -> unused(sample, OTHER) != null)
                    .count();
            assertThat(whole).as("on a busy host one call more may be late").isGreaterThanOrEqualTo(seen.size() - 1);
            assertThat(recording.heard()).contains("stuck " + WHOLE, "answers " + WHOLE);
            FaultReport.add(
                    "a guest's QEMU stopped (SIGSTOP) and continued",
                    seen.size() + " of " + ticks(seen) + " ticks; the other guests' rows whole at " + whole
                            + ", at the first "
                            + seconds(lateness(seen, first)) + " s after it was due; " + (back - first)
                            + " rows of the stopped guest without memory, with the reason; back " + (back - continued)
                            + " tick(s) after it went on");
        }
    }

    @Test
    void severalStoppedGuestsCostTheOthersOneTickOfMemory() throws Exception {
        long first = guests.qemu(WHOLE);
        long second = guests.qemu(WITHOUT_DRIVER);
        try (LiveRecording recording = guests.recording()) {
            long before = recording.next().tick();
            signal("-STOP", first, second);
            try {
                recording.await(
                        "both to be found out",
                        before,
                        sample -> isStuck(sample, WHOLE) && isStuck(sample, WITHOUT_DRIVER));
                recording.take(2);
            } finally {
                signal("-CONT", first, second);
            }
            recording.await(
                    "both to be back",
                    before + 2,
                    sample -> !isStuck(sample, WHOLE) && !isStuck(sample, WITHOUT_DRIVER));
            List<Sample> seen = recording.from(before);
            assertThat(seen)
                    .allSatisfy(sample -> assertThat(
                                    domain(sample, OTHER).vcpus().get(0).timeNanos())
                            .isNotNull());
            long without = seen.stream()
                    .filter(sample -> unused(sample, OTHER) == null)
                    .count();
            assertThat(without).isLessThanOrEqualTo(1);
            FaultReport.add(
                    "two guests' QEMUs stopped at once and continued",
                    seen.size() + " of " + ticks(seen) + " ticks; another guest's rows without memory at " + without);
        }
    }

    @Test
    void stoppedDaemonIsAGapWithItsReason() throws Exception {
        guests.assumeOwnDaemon();
        long daemon = guests.daemon();
        try (LiveRecording recording = guests.recording()) {
            long before = recording.next().tick();
            signal("-STOP", daemon);
            try {
                awaitMissed(recording, 4);
            } finally {
                signal("-CONT", daemon);
            }
            Sample after = recording.await("a sample", before + 4, sample -> true);
            gapIsCounted(recording, "libvirt d", "the daemon stopped (SIGSTOP) and continued");
            assertThat(after.domains()).hasSize(4);
        }
    }

    @Test
    void killedDaemonIsFoundAgainWithItsGuests() throws Exception {
        guests.assumeOwnDaemon();
        try (LiveRecording recording = guests.recording()) {
            Sample before = recording.next();
            signal("-KILL", guests.daemon());
            awaitMissed(recording, 2);
            guests.startDaemon();
            Sample after = recording.await("a sample", before.tick() + 2, sample -> true);
            assertThat(after.domains())
                    .extracting(DomainSample::uuid, DomainSample::id)
                    .containsExactlyElementsOf(before.domains().stream()
                            .map(domain -> tuple(domain.uuid(), domain.id()))
                            .toList());
            assertThat(after.domains())
                    .allSatisfy(domain -> assertThat(domain.vcpus())
                            .isNotEmpty()
                            .allSatisfy(vcpu -> assertThat(vcpu.timeNanos()).isNotNull()));
            assertThat(recording.events(EventType.DOMAIN_STOPPED)).isEmpty();
            assertThat(recording.heard()).contains("reconnected");
            gapIsCounted(recording, "cannot reach libvirt", "the daemon killed (SIGKILL) and started again");
        }
    }

    @Test
    void killedGuestIsGoneAndAppearsAgainWhenItIsStarted() throws Exception {
        try (LiveRecording recording = guests.recording()) {
            Sample before = recording.next();
            signal("-KILL", guests.qemu(OTHER));
            Sample gone = recording.await("it to be gone", before.tick(), sample -> !has(sample, OTHER));
            guests.start(OTHER, xml -> xml);
            Sample back = recording.await(
                    "its first report", gone.tick(), sample -> has(sample, OTHER) && unused(sample, OTHER) != null);
            assertThat(domain(back, OTHER).id())
                    .isNotEqualTo(domain(before, OTHER).id());
            assertThat(recording.events(EventType.DOMAIN_STOPPED))
                    .extracting(Event::domain)
                    .containsExactly(OTHER);
            assertThat(recording.events(EventType.DOMAIN_STARTED))
                    .extracting(Event::domain)
                    .containsExactly(OTHER);
            List<Sample> seen = recording.from(before.tick());
            assertThat(seen).allSatisfy(sample -> assertThat(has(sample, WHOLE)).isTrue());
            FaultReport.add(
                    "a guest's QEMU killed (SIGKILL) and started again",
                    seen.size() + " of " + ticks(seen) + " ticks; events stopped and started; the other guests' rows at"
                            + " each");
        }
    }

    @Test
    void resetGuestIsAnEventAndItsCountersGoOn() throws Exception {
        try (LiveRecording recording = guests.recording()) {
            Sample before = recording.next();
            guests.virsh().run("reset", WHOLE);
            Await.until(
                    "the reboot to be heard of",
                    Duration.ofSeconds(30),
                    () -> !recording.events(EventType.DOMAIN_REBOOTED).isEmpty());
            long rebooted = recording.events(EventType.DOMAIN_REBOOTED).get(0).tick();
            Sample after = recording.await(
                    "its reports to go on",
                    rebooted + 1,
                    sample -> fault(sample, WHOLE) == null && reported(sample, WHOLE) > reported(before, WHOLE) + 1);
            assertThat(recording.events(EventType.DOMAIN_REBOOTED))
                    .extracting(Event::domain)
                    .containsExactly(WHOLE);
            assertThat(domain(after, WHOLE).id())
                    .isEqualTo(domain(before, WHOLE).id());
            assertThat(domain(after, WHOLE).vcpus().get(0).timeNanos())
                    .isGreaterThanOrEqualTo(domain(before, WHOLE).vcpus().get(0).timeNanos());
            FaultReport.add(
                    "a guest reset",
                    "event rebooted, counters went on; its report marked stale at "
                            + recording.from(before.tick()).stream()
                                    .filter(sample -> fault(sample, WHOLE) == ReportFault.STALE)
                                    .count()
                            + " ticks, until its driver was there again");
        }
    }

    @Test
    void guestWithoutDriverIsMarkedSo() throws Exception {
        try (LiveRecording recording = guests.recording()) {
            DomainSample domain = domain(recording.next(), WITHOUT_DRIVER);
            MemorySample memory = Objects.requireNonNull(domain.memory());
            assertThat(memory.fault()).isEqualTo(ReportFault.NO_DRIVER);
            assertThat(memory.unusedKiB()).isNull();
            assertThat(memory.currentKiB()).isEqualTo(SHAPE.memoryMib() * 1024);
            assertThat(domain.missing()).contains("no balloon driver");
            FaultReport.add("a guest without balloon driver", "balloon and rss; its report null: " + domain.missing());
        }
    }

    @Test
    void unsetPeriodIsLeftUnsetUnlessItIsAskedForAndThenPutBack() throws Exception {
        try (LiveRecording recording = guests.recording()) {
            DomainSample domain = domain(recording.next(), WITHOUT_PERIOD);
            MemorySample memory = Objects.requireNonNull(domain.memory());
            assertThat(memory.fault()).isEqualTo(ReportFault.NO_PERIOD);
            assertThat(memory.unusedKiB()).isNull();
            assertThat(domain.missing())
                    .contains("record with --set-stats-period", "virsh dommemstat " + domain.name());
            recording.take(1);
        }
        assertThat(guests.virsh().run("dumpxml", WITHOUT_PERIOD)).doesNotContain("<stats period");
        try (LiveRecording recording = guests.recording(true)) {
            recording.await(
                    "a report",
                    0,
                    sample -> unused(sample, WITHOUT_PERIOD) != null && fault(sample, WITHOUT_PERIOD) == null);
            assertThat(guests.virsh().run("dumpxml", WITHOUT_PERIOD)).contains("<stats period='1'");
        }
        assertThat(guests.virsh().run("dumpxml", WITHOUT_PERIOD)).doesNotContain("<stats period");
        assertThat(guests.virsh().run("dumpxml", WHOLE)).contains("<stats period='1'");
        FaultReport.add(
                "a guest with unset statistics period",
                "read-only: its report null with what to do; --set-stats-period: reports while recording, unset again"
                        + " afterwards");
    }

    @Test
    void vcpuTimesAreThoseOfTheirThreads() throws Exception {
        long thread = guests.testbed().vcpuThreads(guests.guest(WHOLE)).get(0);
        try (LiveRecording recording = guests.recording()) {
            long before = ranNanos(thread);
            Sample sample = recording.await(
                    "times finer than libvirt's",
                    1,
                    seen -> domain(seen, WHOLE).vcpus().get(0).timeNanos() % STEP != 0);
            assertThat(domain(sample, WHOLE).vcpus().get(0).timeNanos()).isBetween(before, ranNanos(thread));
        }
    }

    private static long ranNanos(long thread) throws IOException {
        return Long.parseLong(
                Files.readString(Path.of("/proc/" + thread + "/schedstat")).split(" ")[0]);
    }

    @Test
    void balloonThatMovesTearsTheReportBesideIt() throws Exception {
        try (LiveRecording recording = guests.recording()) {
            Sample before = recording.next();
            guests.virsh().run("setmem", WHOLE, "200M", "--live");
            Sample torn =
                    recording.await("a torn report", before.tick(), sample -> fault(sample, WHOLE) == ReportFault.TORN);
            Sample whole = recording.await(
                    "a whole report",
                    torn.tick(),
                    sample -> fault(sample, WHOLE) == null && current(sample, WHOLE) == 200 * 1024);
            guests.virsh().run("setmem", WHOLE, SHAPE.memoryMib() + "M", "--live");
            guests.testbed().awaitBalloon(guests.guest(WHOLE), SHAPE.memoryMib());
            FaultReport.add(
                    "a balloon moved from 256 to 200 MiB",
                    (whole.tick() - torn.tick()) + " reports marked torn, then whole ones");
        }
    }

    private static void awaitMissed(LiveRecording recording, int ticks) throws IOException {
        Await.until(
                ticks + " missed ticks",
                Duration.ofSeconds(60),
                () -> recording.heard().stream().filter("missed"::equals).count() >= ticks);
    }

    /** The gap before the newest sample has an event with the very number of ticks that are missing. */
    private static void gapIsCounted(LiveRecording recording, String reason, String injected) throws IOException {
        List<Sample> seen = recording.from(0);
        long missing = ticks(seen) - seen.size();
        List<Event> gaps = recording.events(EventType.GAP);
        assertThat(gaps).isNotEmpty();
        long counted = gaps.stream()
                .flatMap(gap -> Stream.of(gap.detail().split("; ")))
                .filter(part -> part.matches("\\d+ ticks? missed: .*"))
                .mapToLong(part -> Long.parseLong(part.substring(0, part.indexOf(' '))))
                .sum();
        assertThat(counted).isEqualTo(missing);
        assertThat(gaps).anySatisfy(gap -> assertThat(gap.detail()).contains(reason));
        FaultReport.add(
                injected,
                seen.size() + " of " + ticks(seen) + " ticks, all guests found again; event: "
                        + gaps.get(gaps.size() - 1).detail().replaceAll("socket=\\S+?(?=: |')", "socket=…"));
    }
}
