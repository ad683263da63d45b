package io.equipoise.cli;

import io.equipoise.recorder.libvirt.LibvirtFault;
import io.equipoise.traces.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says every error in one line on stderr; the stack trace only when asked for. */
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private final BooleanSupplier debug;

    Errors(BooleanSupplier debug) {
        this.debug = debug;
    }

    @Override
    public int handleParseException(ParameterException error, String[] args) {
        CommandLine command = error.getCommandLine();
        String help = command.getCommandSpec().qualifiedName() + " --help";
        String place = command.getDefaultValueProvider() instanceof ConfigDefaults file ? file.place(error) : "";
        return report(command, place + error.getMessage() + suggestion(error) + " (see " + help + ")", error);
    }

    @Override
    public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
        return report(command, message(unwrap(error)), error);
    }

    private int report(CommandLine command, String message, Throwable error) {
        command.getErr().println("equipoise: " + message.strip().replaceAll("\\s*\\R\\s*", " "));
        if (debug.getAsBoolean()) {
            error.printStackTrace(command.getErr());
        }
        command.getErr().flush();
        return ExitCode.UNUSABLE;
    }

    private static Throwable unwrap(Throwable error) {
        Throwable cause = error.getCause();
        boolean wrapper = error instanceof ExecutionException
                || error instanceof CommandLine.ExecutionException
                || error instanceof CompletionException
                || error instanceof UncheckedIOException;
        return wrapper && cause != null ? unwrap(cause) : error;
    }

    private static String message(Throwable error) {
        if (error instanceof InputException || error instanceof LibvirtFault) {
            return Objects.requireNonNullElse(error.getMessage(), "bad input");
        }
        if (error instanceof FileSystemException file) {
            return file.getFile() + ": " + reason(file);
        }
        if (error instanceof IOException && error.getMessage() != null) {
            return error.getMessage();
        }
        if (error instanceof OutOfMemoryError) {
            return "out of memory: give Java more, such as JAVA_TOOL_OPTIONS=-Xmx16g, or replay a long trace with --stream";
        }
        return "internal error, --debug shows where: " + error;
    }

    private static String reason(FileSystemException error) {
        if (error.getReason() != null) {
            return error.getReason();
        }
        if (error instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (error instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (error instanceof FileAlreadyExistsException) {
            return "exists already";
        }
        if (error instanceof NotDirectoryException) {
            return "not a directory";
        }
        if (error instanceof DirectoryNotEmptyException) {
            return "directory is not empty";
        }
        return error.getClass().getSimpleName();
    }

    private static String suggestion(ParameterException error) {
        if (error instanceof UnmatchedArgumentException unmatched) {
            List<String> near = unmatched.getSuggestions();
            return near.isEmpty() ? "" : ", did you mean " + String.join(" or ", near) + "?";
        }
        return "";
    }
}
