package io.equipoise.cli;

import org.slf4j.event.Level;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code equipoise} command, which only holds its subcommands. */
@Command(
        name = "equipoise",
        description = "Records a libvirt host's guests, runs CPU and memory policies there, and replays them.",
        versionProvider = VersionProvider.class,
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BareCallCommand.class,
            BenchCommand.class,
            CasesCommand.class,
            CompareCommand.class,
            CoordinateCommand.class,
            EvaluateCommand.class,
            ExplainCommand.class,
            FidelityCommand.class,
            GradeCommand.class,
            ImportCommand.class,
            InspectCommand.class,
            PoliciesCommand.class,
            RecordCommand.class,
            RecoverCommand.class,
            CompactCommand.class,
            ReplayCommand.class,
            ReportCommand.class,
            RestoreCommand.class,
            SweepCommand.class,
            TestbedCommand.class,
            TrialCommand.class,
            WatchCommand.class,
        })
public final class Equipoise implements Runnable {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Print the stack trace of an error (also: EQUIPOISE_DEBUG=1).")
    private boolean debug;

    @Option(
            names = "--log-level",
            scope = ScopeType.INHERIT,
            paramLabel = "LEVEL",
            description = "What to log on standard error: error, warn, info or debug (default: info).")
    private Level logLevel = Level.INFO;

    public static void main(String[] args) {
        System.exit(commandLine(args).execute(args));
    }

    /**
     * The whole command line with its error handling, for {@link #main} and tests.
     *
     * @param args those that will be executed; only {@code --config} among them counts
     */
    static CommandLine commandLine(String... args) {
        Equipoise main = new Equipoise();
        Errors errors = new Errors(() -> main.debug || System.getenv("EQUIPOISE_DEBUG") != null);
        return new CommandLine(main)
                .setDefaultValueProvider(new ConfigDefaults(args))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(main::runLast)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }

    /** Runs the named command; what Java calls an error is reported like any exception, and is no verdict. */
    private int runLast(ParseResult parsed) {
        Logging.level(logLevel);
        try {
            return new RunLast().execute(parsed);
        } catch (Error error) {
            throw new ExecutionException(parsed.commandSpec().commandLine(), error.toString(), error);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
