package io.equipoise.traces.readings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.traces.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TextLinesTest {
    @TempDir
    Path temp;

    @Test
    void linesComeWithoutTheirEnds() throws IOException {
        assertThat(lines(Files.writeString(temp.resolve("a"), "one\r\n\ntwo\n")))
                .containsExactly("one", "", "two");
        assertThat(lines(Files.writeString(temp.resolve("b"), ""))).isEmpty();
    }

    @Test
    void lastLineWithoutItsEndMayBeCut() throws IOException {
        try (TextLines lines = open(Files.writeString(temp.resolve("a"), "one\ntwo"))) {
            lines.next();
            assertThat(lines.mayBeCut()).isFalse();
            assertThat(lines.next()).isEqualTo("two");
            assertThat(lines.mayBeCut()).isTrue();
            assertThat(lines.next()).isNull();
        }
    }

    @Test
    void gzipIsUnpackedWhateverItsName() throws IOException {
        assertThat(lines(Files.write(temp.resolve("a.csv"), gzip("one\ntwo\n"))))
                .containsExactly("one", "two");
    }

    @Test
    void cutGzipIsRefused() throws IOException {
        byte[] whole = gzip("one\n".repeat(100_000));
        Path file = temp.resolve("a.gz");
        for (int length : new int[] {5, whole.length / 2, whole.length - 4}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> lines(file))
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith(file.toString())
                    .hasMessageContaining("gzip");
        }
    }

    @Test
    void lineOfABinaryFileIsRefusedBeforeItFillsTheMemory() throws IOException {
        Path file = Files.write(temp.resolve("a"), new byte[300_000]);

        assertThatThrownBy(() -> lines(file))
                .isInstanceOf(InputException.class)
                .hasMessage(file + ": line 1 has more than 65536 characters; is it a text file?");
    }

    @Test
    void refusalNamesFileAndLineAndShowsIt() throws IOException {
        Path file = Files.writeString(temp.resolve("a"), "one\n\u001b[1mtwo" + "x".repeat(100) + "\n");
        try (TextLines lines = open(file)) {
            lines.next();
            lines.next();
            assertThat(lines.refuse("is wrong", "give another"))
                    .hasMessage(file + ": line 2 is wrong: ' [1mtwo" + "x".repeat(53) + "…'; give another");
        }
    }

    @Test
    void progressEndsAtAllBytes() throws IOException {
        Path file = Files.writeString(temp.resolve("a"), "some line\n".repeat(300_000));
        List<Long> told = new ArrayList<>();
        long size = Files.size(file);
        try (TextLines lines = TextLines.open(file, new ByteCount((done, all) -> told.add(done), size))) {
            while (lines.next() != null) {
                assertThat(told).hasSizeLessThan(10);
            }
        }
        assertThat(told).isSorted().endsWith(size);
    }

    private static List<String> lines(Path file) {
        List<String> read = new ArrayList<>();
        try (TextLines lines = open(file)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                read.add(line);
            }
        }
        return read;
    }

    private static TextLines open(Path file) {
        return TextLines.open(file, new ByteCount(ImportProgress.SILENT, 1));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
            packed.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
