package io.equipoise.coordinator.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A jar that is compiled and packed as the test runs. */
final class MadeJar {
    /** Offset of the two bytes of the major version in a class file. */
    private static final int VERSION = 6;

    private final Path jar;
    private final Path folder;
    private final List<JavaFileObject> sources = new ArrayList<>();
    private String services;
    private String versionOf = "";
    private int version;

    MadeJar(Path jar, Path folder) {
        this.jar = jar;
        this.folder = folder;
    }

    MadeJar source(String name, String text) {
        sources.add(
                new SimpleJavaFileObject(
                        URI.create("string:///" + name.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                });
        return this;
    }

    MadeJar services(String names) {
        services = names;
        return this;
    }

    /** Marks every class file as one of another version. */
    MadeJar classVersion(int major) {
        return classVersion(".class", major);
    }

    MadeJar classVersion(String ending, int major) {
        versionOf = ending;
        version = major;
        return this;
    }

    void write() throws IOException {
        Path classes = Files.createTempDirectory(folder, "classes");
        if (!sources.isEmpty()) {
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            StringWriter messages = new StringWriter();
            List<String> options =
                    List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
            assertThat(compiler.getTask(messages, null, null, options, null, sources)
                            .call())
                    .as("%s", messages)
                    .isTrue();
        }
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(file).toString();
                byte[] bytes = Files.readAllBytes(file);
                if (version != 0 && name.endsWith(versionOf)) {
                    bytes[VERSION] = (byte) (version >> 8);
                    bytes[VERSION + 1] = (byte) version;
                }
                entry(zip, name, bytes);
            }
            if (services != null) {
                entry(zip, PluginJar.SERVICES, services.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }
}
