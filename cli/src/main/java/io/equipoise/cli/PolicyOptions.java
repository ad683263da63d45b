package io.equipoise.cli;

import io.equipoise.coordinator.plugin.Plugins;
import io.equipoise.coordinator.policy.PolicyCatalogue;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which policies there are, for the commands that name some. */
final class PolicyOptions {
    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "A folder of jars with policies of your own, which can then be named like those that ship.")
    private @Nullable Path plugins;

    /** Those that ship and those of the plugins; outside programs are named {@code exec:PROGRAM}. */
    PolicyCatalogue catalogue() {
        PolicyCatalogue shipped = PolicyCatalogue.shipped();
        return plugins == null ? shipped : Plugins.in(plugins, shipped);
    }
}
