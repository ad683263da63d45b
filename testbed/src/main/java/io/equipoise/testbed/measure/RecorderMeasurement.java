package io.equipoise.testbed.measure;

import io.equipoise.testbed.measure.Lateness.Asked;
import io.equipoise.traces.Sample;
import io.equipoise.traces.parquet.ParquetTraces;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the recorder and, at the same time, a client that only makes its libvirt call; each is a process of its own. */
public final class RecorderMeasurement {
    private static final Duration LOAD_LASTS = Duration.ofMinutes(1);
    private static final Duration END_LIMIT = Duration.ofMinutes(2);

    private final Path launcher;
    private final String uri;
    private final Duration interval;
    private final Path out;

    /** What the guests do meanwhile. */
    @FunctionalInterface
    public interface Load {
        /** Begins the next load; called at the begin and then once a minute. */
        void next() throws IOException;
    }

    /**
     * @param launcher the equipoise command
     * @param out where the recording goes; new or empty
     */
    public RecorderMeasurement(Path launcher, String uri, Duration interval, Path out) {
        this.launcher = launcher;
        this.uri = uri;
        this.interval = interval;
        this.out = out;
    }

    /** Measures for this long, after a warm-up that does not count. */
    public RecorderCost run(Duration warmUp, Duration duration, Load load) throws IOException {
        Process bare = start("bare-call");
        Process recorder = start("record", "--out", out.toString());
        try {
            await(warmUp, load, List.of(bare, recorder));
            long begin = System.nanoTime();
            ProcessUse bareBefore = ProcessUse.of(bare.pid());
            ProcessUse before = ProcessUse.of(recorder.pid());
            await(duration, load, List.of(bare, recorder));
            ProcessUse bareAfter = ProcessUse.of(bare.pid());
            ProcessUse after = ProcessUse.of(recorder.pid());
            double seconds = (System.nanoTime() - begin) / 1e9;
            recorder.destroy();
            if (!ends(recorder, END_LIMIT)) {
                throw new IOException("the recorder does not end");
            }
            List<Asked> asked = new ArrayList<>();
            long rows = 0;
            for (Sample sample : ParquetTraces.open(out).samples()) {
                if (sample.monotonicNanos() >= begin) {
                    asked.add(new Asked(sample.tick(), sample.monotonicNanos()));
                }
                rows += sample.domains().stream()
                        .mapToLong(domain -> domain.vcpus().size())
                        .sum();
            }
            return new RecorderCost(
                    seconds,
                    bareAfter.cpuSeconds() - bareBefore.cpuSeconds(),
                    before,
                    after,
                    Lateness.of(asked, interval.toNanos()),
                    TraceSize.of(out, rows));
        } finally {
            bare.destroy();
            recorder.destroy();
        }
    }

    private Process start(String command, String... more) throws IOException {
        List<String> words = new ArrayList<>(
                List.of(launcher.toString(), command, "--uri", uri, "--interval", interval.toMillis() + "ms"));
        words.addAll(List.of(more));
        return new ProcessBuilder(words)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.INHERIT)
                .start();
    }

    /** Changes the load once a minute for this long; an end of either process before is an {@link IOException}. */
    private static void await(Duration time, Load load, List<Process> processes) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            load.next();
            for (Process process : processes) {
                Duration step = Duration.ofNanos(Math.min(left, LOAD_LASTS.toNanos()));
                if (ends(process, process == processes.get(0) ? step : Duration.ZERO)) {
                    throw new IOException(
                            process.info().command().orElse("a process") + " ended with status " + process.exitValue());
                }
            }
        }
    }

    private static boolean ends(Process process, Duration limit) throws IOException {
        try {
            return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        }
    }
}
