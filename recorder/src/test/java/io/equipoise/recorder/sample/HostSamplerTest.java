package io.equipoise.recorder.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.recorder.TestHost;
import io.equipoise.recorder.libvirt.DomainGlob;
import io.equipoise.recorder.libvirt.LibvirtConnection;
import io.equipoise.recorder.record.RecordingListener;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.InputException;
import io.equipoise.traces.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against libvirt's built-in driver, which neither hangs nor dies; what does is tested on real guests. */
final class HostSamplerTest {
    private static final String URI = "test:///default";

    @BeforeEach
    void skipWithoutLibvirt() {
        TestHost.open(URI).close();
    }

    @Test
    void everySampleIsOfTheWholeHostAndItsCallsAreHeard() {
        List<String> calls = new ArrayList<>();
        RecordingListener listener = new RecordingListener() {
            @Override
            public void called(String call, long nanos) {
                calls.add(call);
            }
        };
        try (HostSampler host = new HostSampler(options(URI, false), listener)) {
            assertThat(host.facts().libvirt()).contains("TEST");
            Optional<Sample> sample = host.sample(3);
            assertThat(sample).isPresent();
            assertThat(sample.get().tick()).isEqualTo(3);
            assertThat(sample.get().domains()).extracting(DomainSample::name).containsExactly("test");
            assertThat(host.reboots()).isEmpty();
        }
        assertThat(calls).containsExactlyInAnyOrder("host", "stats", "placement");
    }

    @Test
    void hostThatCannotBeReachedIsRefusedInOneLine() {
        assertThatThrownBy(() ->
                        new HostSampler(options("qemu+unix:///system?socket=/nowhere", false), RecordingListener.NONE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("/nowhere")
                .message()
                .hasLineCount(1);
    }

    @Test
    void guestsAreLeftAsTheyAreUnlessTheyAreToBeAsked() throws Exception {
        try (LibvirtConnection same = TestHost.open(URI)) {
            String uuid = same.connect().domainLookupByName("test").getUUIDString();
            int before = DomainXml.of(same.connect(), uuid).reportSeconds();
            try (HostSampler host = new HostSampler(options(URI, false), RecordingListener.NONE)) {
                host.sample(0);
                assertThat(DomainXml.of(same.connect(), uuid).reportSeconds()).isEqualTo(before);
            }
        }
    }

    private static SamplerOptions options(String uri, boolean setStatsPeriod) {
        Duration second = Duration.ofSeconds(1);
        return new SamplerOptions(
                uri, DomainGlob.ALL, second, SamplerOptions.defaultDeadline(second), setStatsPeriod, false);
    }
}
