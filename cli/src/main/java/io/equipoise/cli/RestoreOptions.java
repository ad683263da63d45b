package io.equipoise.cli;

import io.equipoise.coordinator.restore.RestoreFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where it is noted what coordinators changed. */
final class RestoreOptions {
    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Folder of the notes of what was there before (default: /var/lib/equipoise/restore for root, "
                    + "else equipoise/restore in the XDG state folder).")
    private @Nullable Path state;

    RestoreFolder folder() {
        return state == null ? RestoreFolder.locate() : new RestoreFolder(state);
    }
}
