package io.equipoise.cli;

import io.equipoise.recorder.libvirt.LibvirtConnection;
import io.equipoise.traces.schedule.Schedule;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the recorder's libvirt call at its interval and nothing else, for {@link MeasureCommand} to compare with. */
@Command(name = "bare-call", hidden = true, description = "Makes the recorder's libvirt call and nothing else.")
final class BareCallCommand implements Callable<Integer> {
    @SuppressWarnings("NullAway.Init")
    @Option(names = "--uri", required = true, paramLabel = "URI", description = "The host.")
    private String uri;

    @SuppressWarnings("NullAway.Init")
    @Option(
            names = "--interval",
            required = true,
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Time between calls.")
    private Duration interval;

    @Override
    public Integer call() {
        Schedule schedule = new Schedule(interval, null);
        try (EndOnSignal end = new EndOnSignal(schedule::stop);
                LibvirtConnection connection = LibvirtConnection.openReadOnly(uri)) {
            while (schedule.next().isPresent()) {
                connection.bareDomainStats();
            }
        }
        return ExitCode.OK;
    }
}
