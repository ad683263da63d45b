package io.equipoise.cli;

import io.equipoise.testbed.Guest;
import io.equipoise.testbed.GuestShape;
import io.equipoise.testbed.StateFolder;
import io.equipoise.testbed.Testbed;
import io.equipoise.testbed.measure.RecorderCost;
import io.equipoise.testbed.measure.RecorderMeasurement;
import io.equipoise.testbed.measure.TestHost;
import io.equipoise.testbed.measure.VaryingLoad;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what recording costs: CPU, memory, lateness, bytes. */
@Command(
        name = "measure",
        description = {
            "Measures what recording costs: CPU, memory, lateness and bytes.",
            "Guests of the testbed are started and given changing loads; or a host of libvirt's test driver is made up."
        })
final class MeasureCommand implements Callable<Integer> {
    private static final long GUEST_MIB = 512;

    @Spec
    private CommandSpec spec;

    @Option(names = "--guests", defaultValue = "4", description = "Guests of the testbed (default: ${DEFAULT-VALUE}).")
    private int guests;

    @Option(
            names = "--test-domains",
            defaultValue = "0",
            paramLabel = "N",
            description = "Domains of a host that libvirt's test driver makes up, in place of guests.")
    private int testDomains;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Time between samples (default: 1s).")
    private Duration interval = Duration.ofSeconds(1);

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "How long to measure (default: 10m).")
    private Duration duration = Duration.ofMinutes(10);

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "How long to record before it counts (default: 1m).")
    private Duration warmUp = Duration.ofMinutes(1);

    @SuppressWarnings("NullAway.Init")
    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the trace goes; new or empty.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        print(testDomains > 0 ? onTestHost() : onTestbed());
        return ExitCode.OK;
    }

    private RecorderCost onTestHost() throws IOException {
        Path host = Files.createTempFile("equipoise", ".xml");
        try {
            return measurement(TestHost.write(host, testDomains)).run(warmUp, duration, () -> {});
        } finally {
            Files.delete(host);
        }
    }

    private RecorderCost onTestbed() throws IOException {
        try (Testbed testbed = Testbed.open(StateFolder.locate(), this::say)) {
            try {
                List<Guest> started = testbed.up(guests, new GuestShape(1, GUEST_MIB, GUEST_MIB));
                return measurement(testbed.setup().uri()).run(warmUp, duration, new VaryingLoad(started));
            } finally {
                testbed.down();
            }
        }
    }

    private RecorderMeasurement measurement(String uri) {
        Path launcher = Home.resolve("equipoise");
        return new RecorderMeasurement(launcher.toAbsolutePath(), uri, interval, out);
    }

    private void print(RecorderCost cost) {
        new AlignedText()
                .row("what", "value", "unit")
                .row("measured", figure(cost.seconds()), "s")
                .row("samples", cost.lateness().samples(), "")
                .row("ticks missed", cost.lateness().missed(), "")
                .row("CPU of the bare call", figure(cost.barePercent()), "% of a pCPU")
                .row("CPU of the recorder", figure(cost.recorderPercent()), "% of a pCPU")
                .row("its own", figure(cost.recorderPercent() - cost.barePercent()), "% of a pCPU")
                .row("lateness, median", figure(cost.lateness().medianMillis()), "ms")
                .row("lateness, p99", figure(cost.lateness().p99Millis()), "ms")
                .row("lateness, most", figure(cost.lateness().mostMillis()), "ms")
                .row("memory at the begin", figure(cost.before().residentMib()), "MiB")
                .row("memory at the end", figure(cost.after().residentMib()), "MiB")
                .row("rows of vcpu", cost.size().vcpuRows(), "")
                .row("bytes of vcpu per row", figure(cost.size().bytesPerVcpuRow()), "B")
                .row("bytes of all tables", cost.size().allBytes(), "B")
                .print(spec.commandLine().getOut());
        spec.commandLine().getOut().flush();
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private void say(String message) {
        PrintWriter messages = spec.commandLine().getErr();
        messages.println("equipoise: " + message);
        messages.flush();
    }
}
