package io.equipoise.cli;

import io.equipoise.replay.yaml.YamlFile;
import io.equipoise.replay.yaml.YamlNode;
import io.equipoise.traces.InputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The file of {@code --config} as defaults of the command's options; strict, and each error names file and line. */
final class ConfigDefaults implements IDefaultValueProvider {
    private static final Set<String> NOT_IN_A_FILE = Set.of(ConfiguredCommand.CONFIG, "--help", "--version", "--debug");

    private final @Nullable String file;
    private @Nullable Map<String, YamlNode> values;

    /** @param arguments of the whole command line: the file must be known before picocli asks for defaults */
    ConfigDefaults(String... arguments) {
        this.file = file(List.of(arguments));
    }

    private static @Nullable String file(List<String> arguments) {
        for (int i = 0; i < arguments.size() && !arguments.get(i).equals("--"); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith(ConfiguredCommand.CONFIG + "=")) {
                return argument.substring(ConfiguredCommand.CONFIG.length() + 1);
            }
            if (argument.equals(ConfiguredCommand.CONFIG) && i + 1 < arguments.size()) {
                return arguments.get(i + 1);
            }
        }
        return null;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        CommandSpec command = argument.command();
        if (file == null || !argument.isOption() || command.findOption(ConfiguredCommand.CONFIG) == null) {
            return null;
        }
        try {
            YamlNode value = values(file, command).get(key((OptionSpec) argument));
            return value == null ? null : value.sentence();
        } catch (InputException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Where in the file the value stands that this error is about, as {@code FILE:LINE: }; empty when it is not from there. */
    String place(ParameterException error) {
        if (values != null && error.getArgSpec() instanceof OptionSpec option) {
            YamlNode value = values.get(key(option));
            if (value != null && error.getValue() != null && error.getValue().equals(value.text())) {
                return value.file() + ":" + value.line() + ": ";
            }
        }
        return "";
    }

    private Map<String, YamlNode> values(String yaml, CommandSpec command) {
        if (values == null) {
            List<String> allowed = command.options().stream()
                    .filter(option -> !NOT_IN_A_FILE.contains(option.longestName()))
                    .map(ConfigDefaults::key)
                    .sorted()
                    .toList();
            values = YamlFile.read(Path.of(yaml), "configuration").mapping(yaml, List.of(), allowed);
        }
        return values;
    }

    private static String key(OptionSpec option) {
        return option.longestName().replaceFirst("^--", "");
    }
}
