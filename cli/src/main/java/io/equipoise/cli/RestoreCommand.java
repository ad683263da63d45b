package io.equipoise.cli;

import io.equipoise.coordinator.libvirt.Restoring;
import io.equipoise.coordinator.restore.NoteFile;
import io.equipoise.coordinator.restore.RestoreFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts back what a coordinator changed and could not put back itself. */
@Command(
        name = "restore",
        description = {
            "Puts back what a coordinator changed that was killed, or that kept its changes.",
            "Touches nothing that is not in its note, and no guest that was started anew since."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:everything is as it was found",
            "1:something could not be put back and stays noted",
            "2:bad usage, a coordinator is running, or the host cannot be reached"
        })
final class RestoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--uri", paramLabel = "URI", description = "The host (default: each that something is noted of).")
    private @Nullable String uri;

    @Option(names = "--force", description = "Take memory back even from guests that need it now.")
    private boolean force;

    @Mixin
    private RoomOptions room;

    @Mixin
    private RestoreOptions options;

    @Override
    public Integer call() throws IOException {
        RestoreFolder folder = options.folder();
        List<String> hosts = uri == null ? folder.uris() : List.of(uri);
        if (hosts.isEmpty()) {
            say("nothing to restore: " + folder.path() + " has no note of a change");
        }
        boolean all = true;
        for (String host : hosts) {
            all &= restore(folder, host);
        }
        return all ? ExitCode.OK : ExitCode.FAILED;
    }

    private boolean restore(RestoreFolder folder, String host) throws IOException {
        try (NoteFile note = folder.open(host)) {
            if (note.left().isEmpty()) {
                say(host + ": nothing to restore");
                return true;
            }
            return new Restoring(host, folder, room.limits(), message -> say(host + ": " + message))
                    .restore(note, force);
        }
    }

    private void say(String message) {
        PrintWriter messages = spec.commandLine().getErr();
        messages.println("equipoise: " + message);
        messages.flush();
    }
}
