package io.equipoise.cli;

import io.equipoise.traces.Event;
import io.equipoise.traces.Trace;
import io.equipoise.traces.TraceHeader;
import io.equipoise.traces.format.TraceFormat;
import io.equipoise.traces.summary.DomainSummary;
import io.equipoise.traces.summary.Range;
import io.equipoise.traces.summary.TraceSummary;
import io.equipoise.traces.summary.TraceSummary.Gap;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what is in a trace. */
@Command(name = "inspect", description = "Says what is in a trace: header, tables, ticks, domains, ranges, events.")
final class InspectCommand implements Callable<Integer> {
    private static final double KIB_PER_MIB = 1_024;

    @Parameters(paramLabel = "TRACE", description = "A trace's directory, or monitor:FILE for the log of a monitor.")
    private String argument;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Trace trace = TraceFormat.open(argument);
        TraceSummary summary = TraceSummary.of(trace);
        PrintWriter out = spec.commandLine().getOut();
        header(trace.header(), summary).print(out);
        out.println();
        AlignedText rows = new AlignedText().row("table", "rows");
        summary.rows().forEach(rows::row);
        rows.print(out);
        out.println();
        domains(summary).print(out);
        if (!summary.ranges().isEmpty()) {
            out.println();
            AlignedText ranges = new AlignedText().row("quantity", "range");
            summary.ranges().forEach((name, range) -> ranges.row(name, text(range, 1)));
            ranges.print(out);
        }
        if (!trace.events().isEmpty()) {
            out.println();
            events(trace).print(out);
        }
        out.flush();
        return ExitCode.OK;
    }

    private AlignedText header(TraceHeader header, TraceSummary summary) {
        AlignedText text = new AlignedText()
                .row("trace", argument)
                .row("source", header.source().name().toLowerCase(Locale.ROOT))
                .row("created", header.created())
                .row("host", host(header.host()))
                .row("interval", header.intervalMillis() + " ms");
        known(text, "kernel", header.kernel());
        known(text, "libvirt", header.libvirt());
        known(text, "accelerator", header.accelerator());
        known(text, "case", header.caseName());
        known(text, "policy", header.policy());
        known(text, "budget", header.memoryBudgetKiB() == null ? null : mib(header.memoryBudgetKiB()) + " MiB");
        known(text, "calibration", header.calibration());
        known(text, "note", header.note());
        text.row("ticks", summary.firstTick() + " to " + summary.lastTick() + ", " + gaps(summary));
        if (summary.firstUtcMicros() != null && summary.lastUtcMicros() != null) {
            text.row("UTC", utc(summary.firstUtcMicros()) + " to " + utc(summary.lastUtcMicros()));
        }
        return text;
    }

    private static void known(AlignedText text, String name, @Nullable String value) {
        if (value != null) {
            text.row(name, value);
        }
    }

    private static String host(TraceHeader.HostShape host) {
        return (host.pcpus() == 0 ? "pCPUs unknown" : host.pcpus() + " pCPUs") + ", "
                + (host.memoryKiB() == null ? "memory unknown" : mib(host.memoryKiB()) + " MiB");
    }

    private static String gaps(TraceSummary summary) {
        if (summary.gaps().isEmpty()) {
            return "no gap";
        }
        Gap first = summary.gaps().get(0);
        long missing = summary.gaps().stream().mapToLong(Gap::ticks).sum();
        return missing + " missing in " + summary.gaps().size() + " gaps, the first before tick "
                + (first.lastTick() + 1);
    }

    private static AlignedText domains(TraceSummary summary) {
        AlignedText text = new AlignedText()
                .row("domain", "id", "vCPUs", "samples", "unanswered", "maximum MiB", "balloon MiB", "unused MiB");
        for (DomainSummary domain : summary.domains()) {
            text.row(
                    domain.name(),
                    domain.id(),
                    domain.vcpus(),
                    domain.samples(),
                    domain.unanswered(),
                    domain.maximumKiB() == null ? "-" : mib(domain.maximumKiB()),
                    domain.currentKiB() == null ? "-" : text(domain.currentKiB(), KIB_PER_MIB),
                    domain.unusedKiB() == null ? "-" : text(domain.unusedKiB(), KIB_PER_MIB));
        }
        return text;
    }

    private static AlignedText events(Trace trace) {
        AlignedText text = new AlignedText().row("tick", "event", "detail");
        for (Event event : trace.events()) {
            String detail = (event.domain() == null ? "" : event.domain() + " ")
                    + (event.stage() == null ? "" : "stage " + event.stage() + " ")
                    + event.detail();
            text.row(event.tick(), event.type().name().toLowerCase(Locale.ROOT), detail.strip());
        }
        return text;
    }

    private static String text(Range range, double unit) {
        return String.format(Locale.ROOT, "%.1f to %.1f", range.least() / unit, range.most() / unit);
    }

    private static String mib(long kib) {
        return String.format(Locale.ROOT, "%.0f", kib / KIB_PER_MIB);
    }

    private static Instant utc(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).truncatedTo(ChronoUnit.SECONDS);
    }
}
