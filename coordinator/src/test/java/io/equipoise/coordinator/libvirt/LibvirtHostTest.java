package io.equipoise.coordinator.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import com.sun.jna.NativeLibrary;
import io.equipoise.recorder.libvirt.DomainGlob;
import io.equipoise.recorder.libvirt.LibvirtConnection;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.InputException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On libvirt's built-in test driver, which needs no daemon. */
final class LibvirtHostTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private LibvirtConnection connection;
    private LibvirtHost host;

    @BeforeEach
    void open() {
        try {
            NativeLibrary.getInstance("virt");
        } catch (UnsatisfiedLinkError e) {
            abort("skipped: the libvirt library (libvirt.so.0, package libvirt0) is missing");
        }
        connection = LibvirtConnection.open("test:///default");
        host = new LibvirtHost(connection, DomainGlob.ALL, SECOND);
    }

    @AfterEach
    void close() {
        if (connection != null) {
            host.close();
            connection.close();
        }
    }

    @Test
    void pinAndBalloonAreAnsweredOkAndObservedAtTheNextTick() {
        String domain = host.observe(0).domains().get(0).uuid();
        assertThat(host.pin(domain, 0, CpuSet.of(1, 4))).isEqualTo("ok");
        assertThat(host.balloon(domain, 700_000)).isEqualTo("ok");
        DomainSample after = host.observe(1).domains().get(0);
        assertThat(after.vcpus().get(0).affinity()).isEqualTo(CpuSet.of(1, 4));
        assertThat(after.memory().currentKiB()).isEqualTo(700_000);
    }

    @Test
    void refusalIsAnsweredInOneLine() {
        String domain = host.observe(0).domains().get(0).uuid();
        assertThat(host.pin(domain, 7, CpuSet.of(0)))
                .startsWith("test: pinning vCPU 7 to '0': ")
                .doesNotContain("\n");
        assertThat(host.pin("00000000-0000-4000-8000-000000000000", 0, CpuSet.of(0)))
                .startsWith("looking up domain 00000000-0000-4000-8000-000000000000: ");
    }

    @Test
    void domainsThatAreNotMeantAreNeverTouched() {
        DomainSample before = host.observe(0).domains().get(0);
        try (LibvirtHost others = new LibvirtHost(connection, DomainGlob.of("aos_vm*"), SECOND)) {
            assertThat(others.observe(0).domains()).isEmpty();
            assertThat(others.balloon(before.uuid(), 700_000)).startsWith("test: not among the domains of this run");
        }
        assertThat(host.observe(1).domains().get(0).memory().currentKiB())
                .isEqualTo(before.memory().currentKiB());
    }

    @Test
    void connectionThatOnlyLooksIsRefused() {
        try (LibvirtConnection looking = LibvirtConnection.openReadOnly("test:///default")) {
            assertThatThrownBy(() -> new LibvirtHost(looking, DomainGlob.ALL, SECOND))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("read-only");
        }
    }
}
