package io.equipoise.recorder.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.recorder.TestHost;
import io.equipoise.recorder.libvirt.DomainGlob;
import io.equipoise.recorder.libvirt.LibvirtConnection;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportPeriodsTest {
    @TempDir
    Path folder;

    @Test
    void guestsReportAsOftenAsTheyAreSampledAndAreLeftAsTheyWere() throws Exception {
        try (LibvirtConnection connection = TestHost.with(folder, "a", "b")) {
            try (Sampler sampler = new Sampler(connection, DomainGlob.of("a"), Duration.ofMillis(2500))) {
                sampler.sample(0);
                assertThat(period(connection, "a")).isEqualTo(2);
                assertThat(period(connection, "b")).as("not sampled").isEqualTo(7);
            }
            assertThat(period(connection, "a")).isEqualTo(7);
        }
    }

    @Test
    void guestThatReportsOftenEnoughIsLeftAlone() throws Exception {
        try (LibvirtConnection connection = TestHost.with(folder, "a");
                Sampler sampler = new Sampler(connection, DomainGlob.ALL, Duration.ofSeconds(9))) {
            sampler.sample(0);
            assertThat(period(connection, "a")).isEqualTo(7);
        }
    }

    @Test
    void guestThatIsGoneAtTheEndIsNoError() throws Exception {
        try (LibvirtConnection connection = TestHost.with(folder, "a");
                Sampler sampler = new Sampler(connection, DomainGlob.ALL, Duration.ofSeconds(1))) {
            sampler.sample(0);
            connection.connect().domainLookupByName("a").destroy();
        }
    }

    @Test
    void connectionThatOnlyLooksChangesNothing() {
        TestHost.open("test:///default").close();
        try (LibvirtConnection connection = LibvirtConnection.openReadOnly("test:///default");
                Sampler sampler = new Sampler(connection, DomainGlob.ALL, Duration.ofSeconds(1))) {
            String uuid = sampler.sample(0).domains().get(0).uuid();
            assertThat(DomainXml.of(connection.connect(), uuid).reportSeconds()).isZero();
        }
    }

    private static int period(LibvirtConnection connection, String name) throws Exception {
        String uuid = connection.connect().domainLookupByName(name).getUUIDString();
        return DomainXml.of(connection.connect(), uuid).reportSeconds();
    }
}
