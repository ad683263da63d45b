package io.equipoise.recorder.sample;

import static io.equipoise.recorder.sample.Readings.EPOCH_SECONDS;
import static io.equipoise.recorder.sample.Readings.at;
import static io.equipoise.recorder.sample.Readings.domain;
import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.traces.MemorySample;
import io.equipoise.traces.ReportFault;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class MemoryReportsTest {
    private @Nullable DomainXml xml = new DomainXml("qemu", true, 1);
    private final MemoryReports reports = new MemoryReports(start -> xml);
    private final List<String> missing = new ArrayList<>();

    @Test
    void reportOfEverySecondIsWhole() {
        for (long second = 0; second < 10; second++) {
            assertThat(see(at(second, domain(512, 200L, EPOCH_SECONDS + second)))
                            .fault())
                    .isNull();
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void reportThatDoesNotComeForThreePeriodsIsStaleUntilTheNextOneComes() {
        see(at(0, domain(512, 200L, EPOCH_SECONDS)));
        assertThat(see(at(3, domain(512, 200L, EPOCH_SECONDS))).fault()).isNull();
        MemorySample stale = see(at(4, domain(512, 200L, EPOCH_SECONDS)));
        assertThat(stale.fault()).isEqualTo(ReportFault.STALE);
        assertThat(stale.unusedKiB()).as("it is marked, not left out").isEqualTo(200 * 1024);
        assertThat(see(at(5, domain(512, 180L, EPOCH_SECONDS + 5))).fault()).isNull();
    }

    @Test
    void threePeriodsAreTheGuestsOwn() {
        xml = new DomainXml("qemu", true, 10);
        see(at(0, domain(512, 200L, EPOCH_SECONDS)));
        assertThat(see(at(30, domain(512, 200L, EPOCH_SECONDS))).fault()).isNull();
        assertThat(see(at(31, domain(512, 200L, EPOCH_SECONDS))).fault()).isEqualTo(ReportFault.STALE);
    }

    @Test
    void wallClockThatIsSetBackMakesNoReportStaleAndNoneFresh() {
        see(at(0, EPOCH_SECONDS, domain(512, 200L, EPOCH_SECONDS)));
        long back = EPOCH_SECONDS - 7200;
        for (long second = 1; second < 10; second++) {
            assertThat(see(at(second, back + second, domain(512, 200L, back + second)))
                            .fault())
                    .isNull();
        }
        assertThat(see(at(13, back + 13, domain(512, 200L, back + 9))).fault()).isEqualTo(ReportFault.STALE);
    }

    @Test
    void firstReportThatIsSeenMayBeOldAlready() {
        assertThat(see(at(0, domain(512, 200L, EPOCH_SECONDS - 100))).fault()).isEqualTo(ReportFault.STALE);
        assertThat(see(at(1, domain(512, 200L, EPOCH_SECONDS + 1))).fault()).isNull();
    }

    @Test
    void balloonThatMovedTearsTheReportUntilOneThatIsSurelyNewer() {
        see(at(0, domain(512, 200L, EPOCH_SECONDS)));
        assertThat(see(at(1, domain(600, 200L, EPOCH_SECONDS + 1))).fault())
                .as("the report that comes with the change may be older")
                .isEqualTo(ReportFault.TORN);
        assertThat(see(at(2, domain(600, 200L, EPOCH_SECONDS + 1))).fault()).isEqualTo(ReportFault.TORN);
        assertThat(see(at(3, domain(600, 288L, EPOCH_SECONDS + 3))).fault()).isNull();
    }

    @Test
    void moreUnusedThanThereIsCannotBe() {
        assertThat(see(at(0, domain(512, 578L, EPOCH_SECONDS))).fault()).isEqualTo(ReportFault.TORN);
    }

    @Test
    void guestThatIsNotAskedHasNoReportEvenWhereItsDriverLeftOne() {
        xml = new DomainXml("qemu", true, 0);
        MemorySample memory = see(at(0, domain(512, 200L, EPOCH_SECONDS - 30)));
        assertThat(memory.fault()).isEqualTo(ReportFault.NO_PERIOD);
        assertThat(memory.currentKiB()).isEqualTo(512 * 1024);
        assertThat(memory.rssKiB()).isEqualTo(99);
        assertThat(memory.unusedKiB()).isNull();
        assertThat(memory.reportedAt()).isNull();
        assertThat(missing)
                .containsExactly("a's statistics period is unset: record with --set-stats-period,"
                        + " or virsh dommemstat a --period 1 --live");
    }

    @Test
    void guestWhoseDriverNeverReportedIsNoFaultOfThePeriod() {
        assertThat(see(at(0, domain(512, null, 0L))).fault()).isEqualTo(ReportFault.NO_DRIVER);
        assertThat(missing).containsExactly("no balloon driver of the guest has reported yet");
    }

    @Test
    void guestWithoutBalloonDeviceHasNoDriver() {
        xml = new DomainXml("qemu", false, 0);
        assertThat(see(at(0, domain(512, null, null))).fault()).isEqualTo(ReportFault.NO_DRIVER);
        assertThat(missing).containsExactly("it has no balloon device");
    }

    @Test
    void whatIsNotDescribedYetIsOnlyCheckedForTearing() {
        xml = null;
        assertThat(see(at(0, domain(512, 200L, EPOCH_SECONDS - 100))).fault()).isNull();
        assertThat(see(at(1, domain(600, 200L, EPOCH_SECONDS - 100))).fault()).isEqualTo(ReportFault.TORN);
    }

    private MemorySample see(HostReading reading) {
        reports.see(reading);
        MemorySample memory = reports.memory(reading.domains().get(0), missing);
        assertThat(memory).isNotNull();
        return memory;
    }
}
