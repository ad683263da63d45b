package io.equipoise.cli;

import io.equipoise.testbed.GuestShape;
import io.equipoise.testbed.StateFolder;
import io.equipoise.testbed.Testbed;
import io.equipoise.traces.InputException;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts, stops and shows the small real guests of the cases. */
@Command(
        name = "testbed",
        description = "Starts, stops and shows the small real guests of the cases, and measures recording on them.",
        subcommands = MeasureCommand.class)
final class TestbedCommand implements Runnable {

    private static final int MOST_GUESTS = 64;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say up, down, status or measure");
    }

    @Command(name = "up", description = "Starts fresh guests aos_vm1, aos_vm2, … and waits until they are ready.")
    int up(
            @Option(names = "--guests", defaultValue = "8", description = "How many (default: ${DEFAULT-VALUE}).")
                    int guests,
            @Option(names = "--vcpus", defaultValue = "1", description = "vCPUs of each (default: ${DEFAULT-VALUE}).")
                    int vcpus,
            @Option(
                            names = "--memory",
                            paramLabel = "MIB",
                            defaultValue = "512",
                            description = "Balloon of each at the start, MiB (default: ${DEFAULT-VALUE}).")
                    long memory,
            @Option(
                            names = "--maximum",
                            paramLabel = "MIB",
                            defaultValue = "2048",
                            description = "The most each can have, MiB (default: ${DEFAULT-VALUE}).")
                    long maximum)
            throws IOException {
        if (guests < 1 || guests > MOST_GUESTS) {
            throw new InputException("--guests takes 1 to " + MOST_GUESTS + ", not " + guests);
        }
        GuestShape shape = new GuestShape(vcpus, memory, maximum);
        try (Testbed testbed = open()) {
            testbed.up(guests, shape);
            print("guests 1 to " + guests + " are ready at " + testbed.setup().uri());
        }
        return ExitCode.OK;
    }

    @Command(name = "down", description = "Removes the guests and the testbed's daemon with all they left.")
    int down() throws IOException {
        try (Testbed testbed = open()) {
            testbed.down();
        }
        return ExitCode.OK;
    }

    @Command(name = "status", description = "Shows the testbed, one line a fact.")
    int status() throws IOException {
        Testbed.status(StateFolder.locate()).forEach(this::print);
        return ExitCode.OK;
    }

    private Testbed open() throws IOException {
        PrintWriter messages = spec.commandLine().getErr();
        return Testbed.open(StateFolder.locate(), message -> {
            messages.println("equipoise: " + message);
            messages.flush();
        });
    }

    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
