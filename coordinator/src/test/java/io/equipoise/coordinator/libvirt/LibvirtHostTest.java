package io.equipoise.coordinator.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.sun.jna.NativeLibrary;
import io.equipoise.recorder.libvirt.DomainGlob;
import io.equipoise.recorder.libvirt.LibvirtConnection;
import io.equipoise.recorder.record.RecordingListener;
import io.equipoise.recorder.sample.SamplerOptions;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;

/** On libvirt's built-in test driver, which needs no daemon and lives as long as anything is connected to it. */
final class LibvirtHostTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private LibvirtConnection other;
    private LibvirtHost host;

    private static LibvirtHost host(String domains) {
        return new LibvirtHost(
                new SamplerOptions(
                        "test:///default", DomainGlob.of(domains), Duration.ofSeconds(1), LONG, false, false),
                RecordingListener.NONE);
    }

    @BeforeEach
    void open() {
        try {
            NativeLibrary.getInstance("virt");
        } catch (UnsatisfiedLinkError e) {
            abort("skipped: the libvirt library (libvirt.so.0, package libvirt0) is missing");
        }
        other = LibvirtConnection.open("test:///default");
        host = host("*");
    }

    @AfterEach
    void close() {
        if (host != null) {
            host.close();
            other.close();
        }
    }

    @Test
    void pinAndBalloonAreAnsweredOkAndObservedAtTheNextTick() {
        String domain = host.observe(0).domains().get(0).uuid();
        assertThat(host.pin(domain, 0, CpuSet.of(1, 4))).isEqualTo("ok");
        assertThat(host.balloon(domain, 700_000)).isEqualTo("ok");
        assertThat(host.period(domain, 3)).isEqualTo("ok");
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
    }

    @Test
    void domainsThatAreNotMeantAreNeverTouched() {
        DomainSample before = host.observe(0).domains().get(0);
        try (LibvirtHost others = host("aos_vm*")) {
            assertThat(others.observe(0).domains()).isEmpty();
            assertThat(others.balloon(before.uuid(), 700_000)).endsWith("is not among those of this run");
        }
        assertThat(host.observe(1).domains().get(0).memory().currentKiB())
                .isEqualTo(before.memory().currentKiB());
    }

    @Test
    void domainThatEndedOrWasStartedAnewSinceItWasSeenIsNotTouched() throws LibvirtException {
        DomainSample before = host.observe(0).domains().get(0);
        Domain domain = other.connect().domainLookupByName(before.name());
        domain.destroy();
        assertThat(host.pin(before.uuid(), 0, CpuSet.of(1))).isEqualTo("test: ended or started anew since it was seen");
        domain.create();
        assertThat(host.pin(before.uuid(), 0, CpuSet.of(1))).isEqualTo("test: ended or started anew since it was seen");
        domain.free();

        DomainSample after = host.observe(1).domains().get(0);
        assertThat(after.id()).isNotEqualTo(before.id());
        assertThat(host.pin(before.uuid(), 0, CpuSet.of(1))).isEqualTo("ok");
    }
}
