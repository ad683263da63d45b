package io.equipoise.recorder.metrics;

import io.equipoise.recorder.record.MissedBecause;
import io.equipoise.recorder.record.RecordingListener;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.ReportFault;
import io.equipoise.traces.Sample;
import io.equipoise.traces.parquet.RecordingReport;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** A recording's metrics, by the names and units that Prometheus asks for. */
public final class RecorderMetrics implements RecordingListener, RecordingReport {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MICROS_PER_SECOND = 1e6;

    /** 0.1 ms to 10 s: a quiet host's lateness and a call's usual time below, deadlines above. */
    private static final double[] SECONDS = {
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
    };

    private static final String UNANSWERED = "unanswered";
    private static final String OTHER = "other";

    private final Set<String> stuckNow = new HashSet<>();
    private final PrometheusRegistry registry = new PrometheusRegistry();

    private final Counter samples = counter("equipoise_samples_total", "Samples taken.");
    private final Histogram lateness =
            histogram("equipoise_sample_lateness_seconds", "How long after its tick was due a sample was asked.");
    private final Gauge newest =
            gauge("equipoise_last_sample_timestamp_seconds", "When the newest sample was asked, since the epoch.");
    private final Gauge domains = gauge("equipoise_domains", "Running domains in the newest sample.");
    private final Gauge stuck = gauge("equipoise_domains_stuck", "Running domains that do not answer.");
    private final Counter missed =
            counter("equipoise_ticks_missed_total", "Ticks of the schedule without a sample, by reason.", "reason");
    private final Counter missing = counter(
            "equipoise_values_missing_total",
            "Domains in samples of which a value is missing or cannot be relied on, by reason.",
            "reason");
    private final Histogram calls =
            histogram("equipoise_libvirt_call_duration_seconds", "How long calls of libvirt took, by call.", "call");
    private final Counter reconnects =
            counter("equipoise_libvirt_reconnects_total", "New connections to libvirt after one was lost.");
    private final Counter journalBytes =
            counter("equipoise_journal_written_bytes_total", "Bytes written to the journal.");
    private final Counter segmentBytes = counter("equipoise_segment_written_bytes_total", "Bytes of closed segments.");
    private final Counter lost =
            counter("equipoise_ticks_lost_total", "Ticks that were sampled and could not be written.");

    /** @param version of this program */
    public RecorderMetrics(String version) {
        Info.builder()
                .name("equipoise_build_info")
                .help("The recorder's version.")
                .labelNames("version")
                .register(registry)
                .setLabelValues(version);
        // There from the start, or the first increase of each would be seen by nobody.
        missing.initLabelValues(UNANSWERED);
        missing.initLabelValues(OTHER);
        for (MissedBecause because : MissedBecause.values()) {
            missed.initLabelValues(label(because));
        }
        for (ReportFault fault : ReportFault.values()) {
            missing.initLabelValues(label(fault));
        }
    }

    /** What is to be served. */
    public PrometheusRegistry registry() {
        return registry;
    }

    @Override
    public void sampled(Sample sample, long latenessNanos) {
        samples.inc();
        lateness.observe(latenessNanos / NANOS_PER_SECOND);
        domains.set(sample.domains().size());
        Long asked = sample.utcMicros();
        if (asked != null) {
            newest.set(asked / MICROS_PER_SECOND);
        }
        sample.domains().forEach(this::count);
    }

    private void count(DomainSample domain) {
        MemorySample memory = domain.memory();
        if (stuckNow.contains(domain.name())) {
            missing.labelValues(UNANSWERED).inc();
        } else if (memory != null && memory.fault() != null) {
            missing.labelValues(label(memory.fault())).inc();
        } else if (domain.missing() != null) {
            missing.labelValues(OTHER).inc();
        }
    }

    private static String label(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void missed(long ticks, MissedBecause because, String reason) {
        missed.labelValues(label(because)).inc(ticks);
    }

    @Override
    public void called(String call, long nanos) {
        calls.labelValues(call).observe(nanos / NANOS_PER_SECOND);
    }

    @Override
    public void reconnected() {
        reconnects.inc();
    }

    @Override
    public void stuck(String domain) {
        stuckNow.add(domain);
        stuck.set(stuckNow.size());
    }

    @Override
    public void answers(String domain) {
        stuckNow.remove(domain);
        stuck.set(stuckNow.size());
    }

    @Override
    public void journaled(long bytes) {
        journalBytes.inc(bytes);
    }

    @Override
    public void segmentClosed(String name, long bytes) {
        segmentBytes.inc(bytes);
    }

    @Override
    public void ticksLost(long ticks, String reason) {
        lost.inc();
    }

    private Counter counter(String name, String help, String... labels) {
        return Counter.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .withoutExemplars()
                .register(registry);
    }

    private Gauge gauge(String name, String help) {
        return Gauge.builder().name(name).help(help).withoutExemplars().register(registry);
    }

    private Histogram histogram(String name, String help, String... labels) {
        return Histogram.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .classicOnly()
                .classicUpperBounds(SECONDS)
                .withoutExemplars()
                .register(registry);
    }
}
