package io.equipoise.recorder.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.recorder.record.MissedBecause;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.ReportFault;
import io.equipoise.traces.Sample;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Scraped over HTTP, as Prometheus does. */
final class RecorderMetricsTest {
    private final RecorderMetrics metrics = new RecorderMetrics("1.2.3");

    @Test
    void namesAndUnitsAreThoseOfTheConventions() throws Exception {
        assertThat(scrape().lines().filter(line -> line.startsWith("# TYPE")))
                .containsExactlyInAnyOrder(
                        "# TYPE equipoise_build_info gauge",
                        "# TYPE equipoise_domains gauge",
                        "# TYPE equipoise_domains_stuck gauge",
                        "# TYPE equipoise_journal_written_bytes_total counter",
                        "# TYPE equipoise_last_sample_timestamp_seconds gauge",
                        "# TYPE equipoise_libvirt_reconnects_total counter",
                        "# TYPE equipoise_sample_lateness_seconds histogram",
                        "# TYPE equipoise_samples_total counter",
                        "# TYPE equipoise_segment_written_bytes_total counter",
                        "# TYPE equipoise_ticks_lost_total counter",
                        "# TYPE equipoise_ticks_missed_total counter",
                        "# TYPE equipoise_values_missing_total counter");
    }

    @Test
    void versionIsShown() throws Exception {
        assertThat(scrape()).contains("equipoise_build_info{version=\"1.2.3\"} 1");
    }

    @Test
    void sampleIsCountedWithItsLateness() throws Exception {
        metrics.sampled(sample(domain("a", null, null), domain("b", null, null)), 3_000_000);
        assertThat(scrape())
                .contains(
                        "equipoise_samples_total 1.0",
                        "equipoise_domains 2.0",
                        "equipoise_last_sample_timestamp_seconds 1.7E9",
                        "equipoise_sample_lateness_seconds_bucket{le=\"0.0025\"} 0",
                        "equipoise_sample_lateness_seconds_bucket{le=\"0.005\"} 1",
                        "equipoise_sample_lateness_seconds_sum 0.003");
    }

    @Test
    void missingValuesAreCountedByReason() throws Exception {
        metrics.stuck("a");
        metrics.sampled(
                sample(
                        domain("a", null, "the guest does not answer since 12:00"),
                        domain("b", ReportFault.NO_PERIOD, "b's statistics period is unset"),
                        domain("c", ReportFault.TORN, null),
                        domain("d", null, "no cpu time"),
                        domain("e", null, null)),
                0);
        metrics.answers("a");
        assertThat(scrape())
                .contains(
                        "equipoise_values_missing_total{reason=\"unanswered\"} 1.0",
                        "equipoise_values_missing_total{reason=\"no_period\"} 1.0",
                        "equipoise_values_missing_total{reason=\"torn\"} 1.0",
                        "equipoise_values_missing_total{reason=\"stale\"} 0.0",
                        "equipoise_values_missing_total{reason=\"other\"} 1.0",
                        "equipoise_domains_stuck 0.0");
    }

    @Test
    void missedTicksAreCountedByWhoseFaultItIs() throws Exception {
        metrics.missed(1, MissedBecause.UNANSWERED, "libvirt did not answer within 500 ms");
        metrics.missed(4, MissedBecause.OVERRUN, "the sample before took 4.2 s");
        assertThat(scrape())
                .contains(
                        "equipoise_ticks_missed_total{reason=\"unanswered\"} 1.0",
                        "equipoise_ticks_missed_total{reason=\"overrun\"} 4.0");
    }

    @Test
    void callsAreTimedByName() throws Exception {
        metrics.called("stats", 20_000_000);
        assertThat(scrape())
                .contains(
                        "equipoise_libvirt_call_duration_seconds_bucket{call=\"stats\",le=\"0.025\"} 1",
                        "equipoise_libvirt_call_duration_seconds_sum{call=\"stats\"} 0.02");
    }

    @Test
    void whatIsWrittenAndWhatIsNotIsCounted() throws Exception {
        metrics.journaled(4_096);
        metrics.journaled(4);
        metrics.segmentClosed("000000000-000003599", 100_000);
        metrics.ticksLost(1, "No space left on device");
        metrics.ticksLost(2, "No space left on device");
        metrics.reconnected();
        assertThat(scrape())
                .contains(
                        "equipoise_journal_written_bytes_total 4100.0",
                        "equipoise_segment_written_bytes_total 100000.0",
                        "equipoise_ticks_lost_total 2.0",
                        "equipoise_libvirt_reconnects_total 1.0");
    }

    @Test
    void portThatIsTakenIsOneLine() throws Exception {
        try (MetricsServer server = new MetricsServer(loopback(0), metrics.registry())) {
            assertThatThrownBy(() -> new MetricsServer(loopback(server.port()), metrics.registry()).close())
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining(":" + server.port() + ": ")
                    .hasMessageContaining("choose another");
        }
    }

    private String scrape() throws IOException, InterruptedException {
        try (MetricsServer server = new MetricsServer(loopback(0), metrics.registry())) {
            URI uri = URI.create("http://127.0.0.1:" + server.port() + "/metrics");
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static Sample sample(DomainSample... domains) {
        return new Sample(0, 1_700_000_000_000_000L, 0, 0L, HostSample.UNKNOWN, List.of(), List.of(domains));
    }

    private static DomainSample domain(String name, @Nullable ReportFault fault, @Nullable String missing) {
        MemorySample memory = fault == null
                ? null
                : new MemorySample(1L, null, null, null, null, null, null, null, null, null, null, fault);
        return new DomainSample(name, name, 1, DomainState.RUNNING, 1L, 1L, null, List.of(), memory, missing);
    }
}
