package io.equipoise.reports.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.traces.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFolderTest {
    @TempDir
    Path temp;

    @Test
    void aNewReportReplacesExactlyTheOneBefore() throws IOException {
        Path out = temp.resolve("a/out");
        ReportFolder.at(out).write(Map.of("index.html", bytes("one"), "charts/a.svg", bytes("svg")));
        Files.writeString(out.resolve("notes.txt"), "mine");

        ReportFolder.at(out).write(Map.of("index.html", bytes("two")));

        assertThat(out.resolve("index.html")).hasContent("two");
        assertThat(out.resolve("charts/a.svg")).doesNotExist();
        assertThat(out.resolve("notes.txt")).hasContent("mine");
        assertThat(Files.readAllLines(out.resolve(ReportFolder.LIST))).containsExactly("index.html");
    }

    @Test
    void aFolderOfOthersIsRefusedAndLeftAlone() throws IOException {
        Files.writeString(temp.resolve("index.html"), "mine");

        assertThatThrownBy(() -> ReportFolder.at(temp))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no report of equipoise")
                .hasMessageContaining("--out");
        assertThat(temp.resolve("index.html")).hasContent("mine");
    }

    @Test
    void aFileThatSomeonePutIntoAReportIsNotOverwritten() throws IOException {
        ReportFolder.at(temp).write(Map.of("index.html", bytes("one")));
        Files.writeString(temp.resolve("scores.csv"), "mine");

        assertThatThrownBy(() -> ReportFolder.at(temp).write(Map.of("scores.csv", bytes("ours"))))
                .isInstanceOf(InputException.class);
        assertThat(temp.resolve("scores.csv")).hasContent("mine");
    }

    @Test
    void aFileInPlaceOfTheFolderIsRefused() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "mine");

        assertThatThrownBy(() -> ReportFolder.at(file)).isInstanceOf(InputException.class);
    }

    @Test
    void aListThatPointsOutsideDeletesNothing() throws IOException {
        Path outside = Files.writeString(temp.resolve("outside"), "mine");
        Path out = Files.createDirectory(temp.resolve("out"));
        Files.writeString(out.resolve(ReportFolder.LIST), "../outside\n");

        ReportFolder.at(out).write(Map.of("index.html", bytes("one")));

        assertThat(outside).hasContent("mine");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
