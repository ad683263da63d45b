package io.equipoise.recorder.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.recorder.TestHost;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.InputException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LibvirtConnectionTest {
    @TempDir
    Path folder;

    @Test
    void unreachableHostIsRefusedInOneLine() {
        String uri = "qemu+unix:///system?socket=" + folder.resolve("no-such-sock");
        assertThatThrownBy(() -> TestHost.open(uri))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("cannot reach libvirt at " + uri + ": ")
                .hasMessageContaining("No such file or directory")
                .hasMessageNotContaining("\n");
    }

    @Test
    void unknownDomainIsSaidToBeUnknown() {
        try (LibvirtConnection connection = TestHost.open("test:///default")) {
            assertThatThrownBy(() -> connection.domain("00000000-0000-4000-8000-000000000000"))
                    .isInstanceOfSatisfying(LibvirtFault.class, fault -> {
                        assertThat(fault.noDomain()).isTrue();
                        assertThat(fault.connectionLost()).isFalse();
                    });
        }
    }

    @Test
    void pinAndBalloonAndReportsReachTheDomain() throws Exception {
        try (LibvirtConnection connection = TestHost.with(folder, "a");
                DomainStats stats = connection.domainStats(DomainGlob.ALL, Set.of())) {
            String uuid = stats.entries().get(0).domain().uuid();
            try (DomainHandle domain = connection.domain(uuid)) {
                domain.pin(1, CpuSet.of(2, 4));
                assertThat(domain.placement(domain.maximumVcpus()))
                        .extracting(VcpuPlacement::affinity)
                        .containsExactly(CpuSet.firstOf(8), CpuSet.of(2, 4));
                assertThat(domain.pins(2)).containsExactly(CpuSet.firstOf(8), CpuSet.of(2, 4));
                domain.balloon(400_000);
                assertThat(connection.connect().domainLookupByName("a").getInfo().memory)
                        .isEqualTo(400_000);
                domain.reportPeriod(3);
                assertThat(connection.connect().domainLookupByName("a").getXMLDesc(0))
                        .contains("<stats period='3'/>");
            }
        }
    }

    @Test
    void pcpuThatTheHostLacksIsRefusedInOneLine() throws Exception {
        try (LibvirtConnection connection = TestHost.with(folder, "a");
                DomainStats stats = connection.domainStats(DomainGlob.ALL, Set.of())) {
            DomainHandle domain = stats.entries().get(0).domain();
            assertThatThrownBy(() -> domain.pin(0, CpuSet.of(8)))
                    .isInstanceOf(LibvirtFault.class)
                    .hasMessage("a: pinning vCPU 0 to '8': the host has no pCPU 8");
        }
    }

    @Test
    void connectionThatOnlyLooksChangesNothing() {
        TestHost.open("test:///default").close();
        try (LibvirtConnection connection = LibvirtConnection.openReadOnly("test:///default");
                DomainStats stats = connection.domainStats(DomainGlob.ALL, Set.of())) {
            DomainHandle domain = stats.entries().get(0).domain();
            assertThat(connection.writable()).isFalse();
            assertThatThrownBy(() -> domain.balloon(400_000))
                    .isInstanceOf(LibvirtFault.class)
                    .hasMessageContaining("read only");
        }
    }

    @Test
    void nativeErrorsAreThrownAndNotPrinted() {
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (LibvirtConnection connection = TestHost.open("test:///default")) {
            assertThatThrownBy(() -> connection.node().memory())
                    .isInstanceOfSatisfying(
                            LibvirtFault.class,
                            fault -> assertThat(fault.unsupported()).isTrue());
        } finally {
            System.setErr(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
