package io.equipoise.replay.sweep;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.Case;
import io.equipoise.replay.evaluate.ModelErrors;
import io.equipoise.replay.evaluate.Recording;
import io.equipoise.replay.evaluate.TraceSource;
import io.equipoise.replay.run.RecordedDemand;
import io.equipoise.replay.score.Noise;
import io.equipoise.traces.InputException;
import io.equipoise.traces.Trace;
import io.equipoise.traces.format.TraceFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A trace of a sweep: decoded when its first replay begins, let go of when its last one is done. */
final class SweepTrace {
    private static final Pattern FORMAT = Pattern.compile("([a-z]{2,}:)?(.*)");

    private final TraceSource source;
    private final String content;
    private final @Nullable Case testCase;
    private final Set<PolicyKind> kinds;
    private int waiting;
    private @Nullable RecordedDemand demand;

    private SweepTrace(TraceSource source, String content, Trace trace) {
        this.source = source;
        this.content = content;
        this.testCase = Recording.testCase(trace);
        this.kinds = Recording.kinds(trace);
    }

    /** Reads as much as tells what can be asked of the trace. */
    static SweepTrace of(TraceSource source) {
        Trace trace = TraceFormat.open(source.argument());
        return new SweepTrace(source, content(source.argument()), trace);
    }

    /** A sum over the bytes that the trace is read from. */
    private static String content(String argument) {
        Matcher parts = FORMAT.matcher(argument);
        if (!parts.matches()) {
            throw new InputException(argument + ": is no trace");
        }
        Fingerprint content = new Fingerprint().add(parts.group(1));
        String path = parts.group(2);
        if (Files.exists(Path.of(path))) {
            content.addFiles(Path.of(path));
        } else {
            Arrays.stream(path.split(",")).forEach(part -> content.addFiles(Path.of(part)));
        }
        return content.hex();
    }

    String name() {
        return source.name();
    }

    /** Equal for traces of equal bytes, wherever they are. */
    String content() {
        return content;
    }

    @Nullable
    Case testCase() {
        return testCase;
    }

    Set<PolicyKind> kinds() {
        return kinds;
    }

    /** By how much the model puts each of its scores off. */
    Noise modelError() {
        return ModelErrors.noise(source);
    }

    /** One more replay will ask for the demand. */
    synchronized void expect() {
        waiting++;
    }

    synchronized RecordedDemand demand() {
        if (demand == null) {
            demand = RecordedDemand.of(source.name(), TraceFormat.open(source.argument()));
        }
        return demand;
    }

    /** One replay less. */
    synchronized void release() {
        waiting--;
        if (waiting == 0) {
            demand = null;
        }
    }
}
