package io.equipoise.traces.planetlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.imports.Damage;
import io.equipoise.traces.imports.Plausible;
import io.equipoise.traces.readings.ImportOptions;
import io.equipoise.traces.readings.ImportProgress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlanetLabDaysTest {
    private static final long SECOND = 1_000_000_000;
    private static final int INPUTS = 3_000;

    @TempDir
    Path day;

    @Test
    void eachFileIsAGuestOfOneVcpu() throws IOException {
        file("planetlab1 example_org_a", "5\n0\n100\n");
        file("planetlab10_example_org_b", "1\n1\n1\n");
        file("planetlab2_example_org_c", "0\n0\n0\n");

        MemoryTrace trace = read();

        assertThat(trace.samples()).hasSize(4);
        assertThat(trace.samples().get(3).domains())
                .extracting(DomainSample::name)
                .containsExactly("planetlab1 example_org_a", "planetlab2_example_org_c", "planetlab10_example_org_b");
        assertThat(trace.samples())
                .extracting(sample -> sample.domains().get(0).vcpus().get(0).timeNanos())
                .containsExactly(0L, 15 * SECOND, 15 * SECOND, 315 * SECOND);
        assertThat(trace.header().note())
                .startsWith("imported from " + day.getFileName() + ", a CoMon day")
                .endsWith("; nothing was repaired or left out");
        assertThat(trace.header().host().pcpus()).isZero();
    }

    @Test
    void dirtIsRepairedAndCounted() throws IOException {
        file("a", "5\r\n-1\n\n120\n7.5\n");
        file("b", "5\n6\n7");
        file("empty", "");
        file(".DS_Store", "\0\0");

        MemoryTrace trace = read();

        assertThat(trace.header().note())
                .endsWith(
                        "; blank lines taken as missing readings: 1, files shorter than the longest taken as they are: 1, "
                                + "guests without a reading left out: 1, hidden files left out: 1, "
                                + "last lines without line end left out: 1, missing readings filled with the one after: 2, "
                                + "values above 100 percent cut to it: 1, values below 0 taken as missing readings: 1");
        assertThat(trace.samples().get(5).domains().get(0).vcpus().get(0).timeNanos())
                .isEqualTo((15 + 3 * 300) * SECOND + SECOND * 45 / 2);
        assertThat(trace.samples().get(2).domains()).hasSize(2);
        assertThat(trace.samples().get(3).domains()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "5 6", "NaN", "0x10", "5,5"})
    void lineThatIsNoNumberIsRefused(String line) throws IOException {
        Path file = file("a", "5\n" + line + "\n7\n");

        assertThatThrownBy(this::read)
                .isInstanceOf(InputException.class)
                .hasMessage(file + ": line 2 is no percentage: '" + line + "'; a CoMon file has one number a line");
    }

    @Test
    void folderOfDaysIsRefusedWithTheNameOfOne() throws IOException {
        Files.createDirectory(day.resolve("20110303"));

        assertThatThrownBy(this::read)
                .isInstanceOf(InputException.class)
                .hasMessage(day + ": holds no file; give a CoMon day's folder, which has a file for each VM, such as "
                        + day.resolve("20110303"));
        assertThatThrownBy(() -> PlanetLabDays.read(day.resolve("none"), ImportOptions.DEFAULT))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is no folder");
    }

    @Test
    void endlessFileIsRefusedAtItsLine() throws IOException {
        Path file = file("a", "1\n".repeat(200_000));

        assertThatThrownBy(this::read)
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file + ": line 160002 is too far down: '1'");
    }

    @Test
    void onlyTheFirstGuestsAreKeptIfWanted() throws IOException {
        file("b", "5\n");
        file("a", "5\n");
        file("c", "no number\n");

        assertThat(MemoryTrace.copyOf(PlanetLabDays.read(day, new ImportOptions(2, ImportProgress.SILENT)))
                        .samples()
                        .get(0)
                        .domains())
                .extracting(DomainSample::name)
                .containsExactly("a", "b");
    }

    @Test
    void damagedFilesGiveAClearErrorOrAPlausibleTrace() throws IOException {
        Random random = new Random(3);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 288; i++) {
            lines.append(random.nextInt(101)).append('\n');
        }
        byte[] whole = lines.toString().getBytes(StandardCharsets.UTF_8);
        file("whole", lines.toString());
        Damage damage = new Damage(5);
        int refused = 0;
        for (int i = 0; i < INPUTS; i++) {
            Files.write(day.resolve("damaged"), damage.of(whole));
            refused += Plausible.orRefused(day, this::read) ? 0 : 1;
        }
        assertThat(refused).isBetween(INPUTS / 10, INPUTS * 9 / 10);
    }

    @Test
    void samplesAreTheSameAtEachIteration() throws IOException {
        file("a", "5\n6\n7\n");
        var trace = PlanetLabDays.read(day, ImportOptions.DEFAULT);

        List<Sample> first = MemoryTrace.copyOf(trace).samples();

        assertThat(MemoryTrace.copyOf(trace).samples()).isEqualTo(first);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(day.resolve(name), text);
    }

    private MemoryTrace read() {
        return MemoryTrace.copyOf(PlanetLabDays.read(day, ImportOptions.DEFAULT));
    }
}
