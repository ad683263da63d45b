package io.equipoise.recorder.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.recorder.TestHost;
import io.equipoise.recorder.libvirt.DomainGlob;
import io.equipoise.recorder.libvirt.LibvirtConnection;
import io.equipoise.traces.TraceHeader.HostShape;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostFactsTest {
    @TempDir
    Path folder;

    @Test
    void hostInsideThisProcessIsNotThisMachine() throws Exception {
        try (LibvirtConnection connection = TestHost.with(folder, "a")) {
            HostFacts facts = HostFacts.of(connection, DomainGlob.ALL);
            assertThat(facts.shape()).isEqualTo(new HostShape(3, 6_000_000L));
            assertThat(facts.libvirt()).matches("libvirt \\d+\\.\\d+\\.\\d+, TEST 0\\.0\\.2");
            assertThat(facts.kernel()).isNull();
            assertThat(facts.accelerator()).isNull();
        }
    }

    @Test
    void acceleratorIsTheDomainsType() {
        assertThat(DomainXml.parse("<domain type='kvm' id='3'><devices/></domain>"))
                .isEqualTo(new DomainXml("kvm", false, 0));
        assertThat(DomainXml.parse("""
                                <domain type='qemu'>
                                  <devices><memballoon model='virtio'><stats period='5'/></memballoon></devices>
                                </domain>
                                """)).isEqualTo(new DomainXml("qemu", true, 5));
    }
}
