package io.equipoise.coordinator.plugin;

import io.equipoise.coordinator.policy.OneLine;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.coordinator.policy.Setting;
import io.equipoise.traces.InputException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One jar with policies, which are named in its services file. */
final class PluginJar {
    static final String SERVICES = "META-INF/services/" + PolicyFactory.class.getName();

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern CLASS_VERSION = Pattern.compile("^(\\S+) .*?class file version (\\d+)");

    /** Class files of version 45 came with Java 1. */
    private static final int BEFORE_JAVA_1 = 44;

    private static final int LONGEST_REASON = 300;

    private PluginJar() {}

    /** The jar's policies, each of which can be made; an {@link InputException} says why one is unfit. */
    static List<PolicyFactory> policies(Path jar) {
        requireServices(jar);
        // It stays open: classes are loaded when they are needed.
        URLClassLoader loader = new URLClassLoader(new URL[] {url(jar)}, PolicyFactory.class.getClassLoader());
        List<PolicyFactory> found = new ArrayList<>();
        try {
            for (ServiceLoader.Provider<PolicyFactory> provider :
                    ServiceLoader.load(PolicyFactory.class, loader).stream().toList()) {
                if (provider.type().getClassLoader() == loader) {
                    found.add(fit(jar, provider.get()));
                }
            }
        } catch (UnsupportedClassVersionError e) {
            throw tooNew(jar, e);
        } catch (ServiceConfigurationError | LinkageError e) {
            throw unfit(jar, "cannot be loaded", e);
        }
        if (found.isEmpty()) {
            throw new InputException(jar + ": holds no policy of its own; " + SERVICES + " names none of its classes");
        }
        return found;
    }

    private static void requireServices(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            if (file.getEntry(SERVICES) == null) {
                throw new InputException(jar + ": holds no policy; name its factories in " + SERVICES);
            }
        } catch (IOException e) {
            throw unfit(jar, "is no jar", e);
        }
    }

    // A plugin may throw whatever it likes; the user is told in one line.
    @SuppressWarnings("CatchingUnchecked")
    private static PolicyFactory fit(Path jar, PolicyFactory factory) {
        try {
            if (!NAME.matcher(factory.name()).matches()) {
                throw new InputException(jar + ": '" + OneLine.of(factory.name(), LONGEST_REASON)
                        + "' is no name for a policy; use lower-case words joined by hyphens");
            }
            if (factory.kind() == null || factory.summary() == null) {
                throw new InputException(jar + ": policy '" + factory.name() + "' says neither kind nor what it does");
            }
            if (factory.settings() == null) {
                throw new InputException(jar + ": policy '" + factory.name()
                        + "' has null for its settings; return List.of() where there are none");
            }
            long names =
                    factory.settings().stream().map(Setting::name).distinct().count();
            if (names < factory.settings().size()) {
                throw new InputException(jar + ": policy '" + factory.name() + "' has two settings of one name");
            }
            try (Policy made = factory.create()) {
                if (made == null) {
                    throw new InputException(jar + ": policy '" + factory.name() + "' makes no instance");
                }
            }
            return factory;
        } catch (InputException | UnsupportedClassVersionError e) {
            throw e;
        } catch (Throwable e) {
            throw unfit(jar, factory.getClass().getName() + " makes no policy", e);
        }
    }

    private static InputException tooNew(Path jar, UnsupportedClassVersionError error) {
        int running = Runtime.version().feature();
        Matcher version = CLASS_VERSION.matcher(String.valueOf(error.getMessage()));
        return version.find()
                ? new InputException(
                        jar + ": " + version.group(1).replace('/', '.') + " was compiled for Java "
                                + (Integer.parseInt(version.group(2)) - BEFORE_JAVA_1) + ", and this is Java "
                                + running + "; compile it with --release " + running,
                        error)
                : unfit(jar, "was compiled for a newer Java than " + running, error);
    }

    private static InputException unfit(Path jar, String what, Throwable error) {
        Throwable cause =
                error instanceof ServiceConfigurationError && error.getCause() != null ? error.getCause() : error;
        return new InputException(jar + ": " + what + ": " + OneLine.of(String.valueOf(cause), LONGEST_REASON), error);
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw unfit(jar, "has a path that is no URL", e);
        }
    }
}
