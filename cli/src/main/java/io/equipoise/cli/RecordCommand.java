package io.equipoise.cli;

import io.equipoise.coordinator.libvirt.RecordingNote;
import io.equipoise.recorder.libvirt.DomainGlob;
import io.equipoise.recorder.metrics.MetricsServer;
import io.equipoise.recorder.metrics.RecorderMetrics;
import io.equipoise.recorder.record.DomainWatch;
import io.equipoise.recorder.record.Recording;
import io.equipoise.recorder.record.RecordingListener;
import io.equipoise.recorder.record.RecordingListeners;
import io.equipoise.recorder.sample.HostSampler;
import io.equipoise.recorder.sample.SamplerOptions;
import io.equipoise.recorder.service.ServiceManager;
import io.equipoise.traces.parquet.Keep;
import io.equipoise.traces.parquet.ParquetTraces;
import io.equipoise.traces.parquet.RecordingLimits;
import io.equipoise.traces.parquet.RecordingReport;
import io.equipoise.traces.parquet.TraceRecorder;
import io.equipoise.traces.schedule.Schedule;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Records the guests of a libvirt host as a trace. */
@Command(
        name = "record",
        description = {
            "Records the guests of a libvirt host as a trace, until the duration is over or Ctrl-C.",
            "It only looks, unless guests are to be asked to report their memory."
        })
final class RecordCommand extends ConfiguredCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RecordCommand.class);

    @Spec
    private CommandSpec spec;

    @Option(names = "--uri", paramLabel = "URI", description = "The host (default: ${DEFAULT-VALUE}).")
    private String uri = "qemu:///system";

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Time between samples, such as 500ms or 2s (default: 1s).")
    private Duration interval = Duration.ofSeconds(1);

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "How long to record, such as 90s, 10m or 2h (default: until Ctrl-C).")
    private @Nullable Duration duration;

    @Option(
            names = "--domains",
            paramLabel = "GLOB",
            description = "The domains to record, such as 'aos_vm*' (default: all that run).")
    private String domains = "*";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Directory of the trace, new or empty, or of a recording of this host, which is continued"
                    + " (default: trace-DATE-TIME).")
    private @Nullable Path out;

    @Option(
            names = "--keep",
            paramLabel = "AGE|SIZE",
            converter = KeepConverter.class,
            description = "What of the trace to keep, such as 30d, 12h or 10GB; older segments go (default: all).")
    private Keep keep = Keep.ALL;

    @Option(
            names = "--segment-age",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Close a segment at this age (default: after 3,600 ticks, or sooner where it grows large).")
    private @Nullable Duration segmentAge;

    @Option(
            names = "--set-stats-period",
            description = "Ask guests to report their memory at the interval; afterwards they report as before.")
    private boolean setStatsPeriod;

    @Option(
            names = "--schedstat",
            description = {
                "Read vCPUs' times from the kernel's schedstat of their threads, where the host is this machine:",
                "exact to about 1 ms at the sample's own time, where libvirt's move in steps of 10 ms."
            })
    private boolean schedstat;

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "The longest that a call to libvirt may take (default: half the interval, at least 250ms).")
    private @Nullable Duration deadline;

    @Option(
            names = "--metrics",
            paramLabel = "[ADDR:]PORT",
            converter = AddressConverter.class,
            description = "Serve metrics for Prometheus there; a port alone is on loopback (default: no metrics).")
    private @Nullable InetSocketAddress metrics;

    @Override
    public Integer call() throws IOException {
        Logging.likeADaemon(System.getenv());
        Schedule schedule = new Schedule(interval, duration);
        Path directory = out != null ? out : named();
        RecorderMetrics counted = new RecorderMetrics(VersionProvider.version());
        try (ServiceManager service = ServiceManager.of(System.getenv());
                MetricsServer server = metrics == null ? null : serve(metrics, counted);
                EndOnSignal end = new EndOnSignal(schedule::stop);
                RecordProgress progress =
                        new RecordProgress(spec.commandLine(), uri + " into " + directory, duration, interval)) {
            RecordingNote note = new RecordingNote(directory, uri);
            RecordingListener listener = new RecordingListeners(List.of(progress, counted, service.heartbeat(), note));
            try (note;
                    HostSampler host = new HostSampler(options(), listener);
                    TraceRecorder recorder = record(directory, host, new RecordLog(counted));
                    OnSignal hangUp = onHangUp(schedule, recorder, service)) {
                RecordingNote.putBack(directory, LOG::info);
                service.ready(options().longestTick(), "recording " + uri + " into " + directory);
                new Recording(host, schedule, new DomainWatch(recorder, host::reboots), listener).run();
                service.stopping();
            }
        }
        spec.commandLine().getOut().println(directory);
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    private static MetricsServer serve(InetSocketAddress address, RecorderMetrics metrics) {
        MetricsServer server = new MetricsServer(address, metrics.registry());
        LOG.info("metrics are at http://{}:{}/metrics", address.getHostString(), server.port());
        if (!address.getAddress().isLoopbackAddress()) {
            LOG.warn("anybody who reaches {} can read the metrics; a port alone keeps them on this machine", address);
        }
        return server;
    }

    private TraceRecorder record(Path directory, HostSampler host, RecordingReport report) {
        RecordingLimits limits = RecordingLimits.DEFAULT.withKeep(keep).withSegmentAge(segmentAge);
        TraceRecorder recorder =
                ParquetTraces.record(directory, host.facts().recordingHeader(interval), limits, report);
        RecoveredText.lines(recorder.recovered()).forEach(LOG::info);
        recorder.lastTick().ifPresent(tick -> LOG.info("continuing {} after tick {}", directory, tick));
        return recorder;
    }

    /** A daemon closes its segment; who closes a terminal wants the end. */
    private static OnSignal onHangUp(Schedule schedule, TraceRecorder recorder, ServiceManager service) {
        Runnable roll = () -> {
            service.reloading();
            recorder.roll();
            LOG.info("the segment is closed, because of SIGHUP");
            service.reloaded();
        };
        return new OnSignal(Terminal.stderr() ? schedule::stop : roll, "HUP");
    }

    private SamplerOptions options() {
        Duration limit = deadline != null ? deadline : SamplerOptions.defaultDeadline(interval);
        return new SamplerOptions(uri, DomainGlob.of(domains), interval, limit, setStatsPeriod, schedstat);
    }

    private static Path named() {
        return Path.of("trace-"
                + LocalDateTime.now(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")));
    }
}
