package io.equipoise.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command whose options may stand in a file, which {@link ConfigDefaults} reads before all others. */
abstract class ConfiguredCommand {
    static final String CONFIG = "--config";

    @SuppressWarnings("UnusedVariable") // read from the arguments themselves
    @Option(
            names = CONFIG,
            paramLabel = "FILE",
            description = "YAML file of these options, named without dashes ('interval: 1s'); the command line wins.")
    private @Nullable Path config;
}
