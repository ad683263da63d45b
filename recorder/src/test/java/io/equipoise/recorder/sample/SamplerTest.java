package io.equipoise.recorder.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.recorder.TestHost;
import io.equipoise.recorder.libvirt.DomainGlob;
import io.equipoise.recorder.libvirt.DomainHandle;
import io.equipoise.recorder.libvirt.DomainStats;
import io.equipoise.recorder.libvirt.LibvirtConnection;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.VcpuState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SamplerTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    @Test
    void onlyDomainsThatAreMeantAreSampledInOrderOfId() throws Exception {
        try (LibvirtConnection connection = TestHost.with(folder, "web-1", "db", "web-2", "web-3");
                Sampler sampler = new Sampler(connection, DomainGlob.of("web-*"), SECOND)) {
            assertThat(sampler.sample(7).domains()).extracting(DomainSample::id).isSorted();
            assertThat(sampler.sample(7).domains())
                    .extracting(DomainSample::name)
                    .containsExactlyInAnyOrder("web-1", "web-2", "web-3");
        }
    }

    @Test
    void patternThatFitsNoDomainGivesASampleOfTheHostAlone() throws Exception {
        try (LibvirtConnection connection = TestHost.with(folder, "a");
                Sampler sampler = new Sampler(connection, DomainGlob.of("b"), SECOND)) {
            Sample sample = sampler.sample(0);
            assertThat(sample.domains()).isEmpty();
            assertThat(sample.pcpus()).isNotEmpty();
        }
    }

    /** This driver has neither balloon nor vCPU groups in its bulk call, and no node memory. */
    @Test
    void groupsThatTheBulkCallLacksAreReadByOlderCalls() throws Exception {
        try (LibvirtConnection connection = TestHost.with(folder, "a");
                Sampler sampler = new Sampler(connection, DomainGlob.ALL, SECOND)) {
            Sample sample = sampler.sample(3);
            assertThat(sample.tick()).isEqualTo(3);
            assertThat(sample.callNanos()).isPositive();
            assertThat(sample.host()).isEqualTo(HostSample.UNKNOWN);
            assertThat(sample.pcpus()).extracting(PcpuSample::number).containsExactly(0, 2, 4);
            assertThat(sample.pcpus()).allSatisfy(pcpu -> {
                assertThat(pcpu.busyNanos()).isPositive();
                assertThat(pcpu.idleNanos()).isPositive();
                assertThat(pcpu.bookedPercent()).isNull();
            });
            DomainSample domain = sample.domains().get(0);
            assertThat(domain.state()).isEqualTo(DomainState.RUNNING);
            assertThat(domain.cpuTimeNanos()).isPositive();
            assertThat(domain.maximumKiB()).isEqualTo(2_097_152);
            assertThat(domain.cpuShares()).isNull();
            assertThat(domain.missing()).isNull();
            MemorySample memory = domain.memory();
            assertThat(memory).isNotNull();
            assertThat(memory.currentKiB()).isEqualTo(524_288);
            assertThat(memory.availableKiB()).isEqualTo(524_288);
            assertThat(memory.unusedKiB()).isEqualTo(262_144);
            assertThat(memory.diskCachesKiB()).isEqualTo(65_536);
            assertThat(memory.reportedAt()).isEqualTo(627_319_920);
        }
    }

    @Test
    void actionsShowInTheNextSample() throws Exception {
        try (LibvirtConnection connection = TestHost.with(folder, "a");
                Sampler sampler = new Sampler(connection, DomainGlob.ALL, SECOND)) {
            String uuid = sampler.sample(0).domains().get(0).uuid();
            try (DomainHandle domain = connection.domain(uuid)) {
                domain.pin(0, CpuSet.of(2));
                domain.balloon(600_000);
            }
            DomainSample after = sampler.sample(1).domains().get(0);
            assertThat(after.vcpus()).extracting(VcpuSample::affinity).containsExactly(CpuSet.of(2), CpuSet.firstOf(8));
            assertThat(after.vcpus()).allSatisfy(vcpu -> {
                assertThat(vcpu.state()).isEqualTo(VcpuState.RUNNING);
                assertThat(vcpu.timeNanos()).isPositive();
                assertThat(vcpu.delayNanos()).as("this driver shows none").isNull();
            });
            assertThat(after.memory().currentKiB()).isEqualTo(600_000);
        }
    }

    @Test
    void domainThatDoesNotAnswerHasNullsAndTheReason() throws Exception {
        try (LibvirtConnection connection = TestHost.with(folder, "a");
                DomainStats stats = connection.domainStats(DomainGlob.ALL, Set.of())) {
            DomainHandle domain = stats.entries().get(0).domain();
            connection.connect().domainLookupByName("a").destroy();
            DomainReading reading = new DomainReader(connection).read(new DomainStats.Entry(domain, Map.of()));
            assertThat(reading.values()).isEmpty();
            assertThat(reading.vcpus()).isEmpty();
            assertThat(reading.missing()).anyMatch(reason -> reason.startsWith("a: counting vCPUs: "));
        }
    }
}
