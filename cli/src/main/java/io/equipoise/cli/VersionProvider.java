package io.equipoise.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote down. */
final class VersionProvider implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        return new String[] {"equipoise " + version()};
    }

    /** Such as {@code 0.1.0}. */
    static String version() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(VersionProvider.class.getResourceAsStream("version.properties"))) {
            properties.load(in);
        }
        return properties.getProperty("version");
    }
}
