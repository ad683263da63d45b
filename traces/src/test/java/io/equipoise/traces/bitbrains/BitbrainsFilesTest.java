package io.equipoise.traces.bitbrains;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.imports.Damage;
import io.equipoise.traces.imports.Plausible;
import io.equipoise.traces.readings.ImportOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BitbrainsFilesTest {
    private static final long SECOND = 1_000_000_000;
    private static final int INPUTS = 3_000;
    private static final String HEADER =
            "Timestamp [ms];\tCPU cores;\tCPU capacity provisioned [MHZ];\tCPU usage [MHZ];"
                    + "\tCPU usage [%];\tMemory capacity provisioned [KB];\tMemory usage [KB];\tDisk read throughput [KB/s];"
                    + "\tDisk write throughput [KB/s];\tNetwork received throughput [KB/s];\tNetwork transmitted throughput [KB/s]\n";

    @TempDir
    Path temp;

    @Test
    void rowIsTheUsageOfTheFiveMinutesBeforeItsStamp() throws IOException {
        file("1.csv", row(1376314846, 4, "11704", "2926", 25, "6.7108864E7", 6_129_274));
        file("10.csv", row(1376314846, 1, "2600", "0", 0, "2097152.0", 0));
        file("2.csv", row(1376314846, 1, "2600", "1300.0", 50, "2097152.0", 97_152));

        MemoryTrace trace = read();

        Sample last = trace.samples().get(1);
        assertThat(trace.samples())
                .extracting(Sample::utcMicros)
                .containsExactly(1_376_314_546_000_000L, 1_376_314_846_000_000L);
        assertThat(last.domains()).extracting(DomainSample::name).containsExactly("1", "2", "10");
        assertThat(last.domains().get(0).vcpus())
                .hasSize(4)
                .extracting(VcpuSample::timeNanos)
                .containsOnly(75 * SECOND);
        assertThat(last.domains().get(0).maximumKiB()).isEqualTo(64L << 20);
        assertThat(last.domains().get(1).vcpus())
                .extracting(VcpuSample::timeNanos)
                .containsExactly(150 * SECOND);
        assertThat(last.domains().get(1).memory())
                .isEqualTo(new MemorySample(
                        2_097_152L, null, 2_000_000L, null, null, null, null, null, null, null, 1_376_314_846L, null));
        assertThat(trace.header().note()).endsWith("; nothing was repaired or left out");
    }

    @Test
    void millisecondsAreTakenAsSuch() throws IOException {
        file("1.csv", row(1376314846000L, 1, "2600", "1300", 50, "1024", 512));

        assertThat(read().samples().get(1).utcMicros()).isEqualTo(1_376_314_846_000_000L);
    }

    @Test
    void gapsRepeatedAndStrayStampsAreRepairedAndCounted() throws IOException {
        file(
                "1.csv",
                row(1000, 1, "1000", "100", 10, "1024", 512)
                        + row(1300, 1, "1000", "200", 20, "1024", 512)
                        + row(1300, 1, "1000", "900", 90, "1024", 512)
                        + row(1200, 1, "1000", "900", 90, "1024", 512)
                        + row(1910, 1, "1000", "300", 30, "1024", 512)
                        + "\n"
                        + row(2200, 1, "1000", "400", 40, "1024", 512).strip());

        MemoryTrace trace = read();

        assertThat(trace.samples())
                .extracting(sample -> sample.domains().get(0).cpuTimeNanos())
                .containsExactly(0L, 30 * SECOND, 90 * SECOND, null, 270 * SECOND);
        assertThat(trace.header().note())
                .endsWith("; last lines without line end left out: 1, missing readings filled with the one after: 1, "
                        + "rows of an interval that has one left out: 1, "
                        + "rows with a stamp before their predecessor's left out: 1, stamps moved to the grid: 1");
    }

    @Test
    void dirtyCapacitiesAreRepairedAndCounted() throws IOException {
        file(
                "1.csv",
                row(300, 0, "0", "0", 0, "1024", 512)
                        + row(600, 2, "2000", "500", 25, "1024", 512)
                        + row(900, 2, "2000", "2500", 125, "1024", 2048)
                        + row(1200, 4, "4000", "1000", 25, "2048", 512)
                        + row(1500, 4, "8000", "1000", 12.5, "2048", 512)
                        + row(1800, 4, "0", "0", 50, "0", 0)
                        + row(2100, 4, "8000", "-1", 0, "2048", 512)
                        + row(2400, 0, "0", "0", 0, "0", 0));

        MemoryTrace trace = read();

        assertThat(trace.samples())
                .extracting(sample -> sample.domains().get(0).cpuTimeNanos())
                .containsExactly(0L, 150 * SECOND, 750 * SECOND, 1_050 * SECOND, 1_200 * SECOND, 1_800 * SECOND);
        assertThat(trace.samples())
                .extracting(sample -> sample.domains().get(0).vcpus().size())
                .containsExactly(2, 2, 2, 4, 4, 4);
        assertThat(trace.samples().get(2).domains().get(0).memory().usableKiB()).isZero();
        assertThat(trace.samples().get(5).domains().get(0).memory()).isNull();
        assertThat(trace.header().note())
                .endsWith("; changes of cores, capacity or memory followed: 3, "
                        + "memory usage above what is provisioned cut to it: 1, "
                        + "rows with CPU figures below 0 taken as missing readings: 1, "
                        + "rows with cores but no capacity read by their percentage: 1, "
                        + "rows without cores taken as missing readings: 2, rows without memory figures: 1, "
                        + "usage above capacity cut to it: 1");
    }

    @Test
    void monthsOfAVmAreJoinedByTheNameOfTheirFiles() throws IOException {
        file("2013-7/1.csv", row(1000, 1, "1000", "100", 10, "1024", 512));
        file("2013-10/1.csv", row(1900, 1, "1000", "300", 30, "1024", 512));
        file("2013-8/1.csv", row(1300, 1, "1000", "200", 20, "1024", 512) + row(1600, 1, "1000", "0", 0, "1024", 512));
        file("2013-8/2.csv", row(1300, 1, "1000", "200", 20, "1024", 512));
        file("2013-8/readme.txt", "hello");

        MemoryTrace trace = read();

        assertThat(trace.samples())
                .extracting(sample -> sample.domains().get(0).cpuTimeNanos())
                .containsExactly(0L, 30 * SECOND, 90 * SECOND, 90 * SECOND, 180 * SECOND);
        assertThat(trace.header().note()).endsWith("; nothing was repaired or left out");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1000;1;1000;100;10;1024;512;0;0;0       | line 2 has 10 columns, not 11
            1000;1;1000;x;10;1024;512;0;0;0;0       | line 2 has 'x' in column 4, which is no number
            1000;1;NaN;1;10;1024;512;0;0;0;0        | line 2 has 'NaN' in column 3, which is no number
            -5;1;1000;100;10;1024;512;0;0;0;0       | line 2 has an impossible stamp
            1000;9999;1000;100;10;1024;512;0;0;0;0  | line 2 has an impossible number of cores
            1000;1.5;1000;100;10;1024;512;0;0;0;0   | line 2 has an impossible number of cores
            """)
    void lineThatSaysNoReadingIsRefused(String line, String message) throws IOException {
        Path file = file("1.csv", line + "\n");

        assertThatThrownBy(this::read).isInstanceOf(InputException.class).hasMessageStartingWith(file + ": " + message);
    }

    @Test
    void stampFarFromTheOthersIsRefused() throws IOException {
        Path file = file("1.csv", row(1376314846, 1, "1", "1", 1, "1", 1) + row(9376314846L, 1, "1", "1", 1, "1", 1));

        assertThatThrownBy(this::read)
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file + ": line 3 is more than a year from the first reading: '9376314846;");
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        Path file = Files.writeString(temp.resolve("1.csv"), "a;b\n1;2\n");
        assertThatThrownBy(this::read)
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file + ": line 1 is no header, it lacks 'timestamp [ms]': 'a;b'");

        Files.delete(file);
        assertThatThrownBy(this::read)
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(temp + ": holds no file ending in .csv");
    }

    @Test
    void damagedFilesGiveAClearErrorOrAPlausibleTrace() throws IOException {
        Random random = new Random(3);
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            int percent = random.nextInt(101);
            rows.append(row(
                    1376314846 + 300 * i,
                    2,
                    "5200",
                    "" + 52 * percent,
                    percent,
                    "2097152.0",
                    random.nextInt(2_097_152)));
        }
        byte[] whole = (HEADER + rows).getBytes(StandardCharsets.UTF_8);
        file("1.csv", rows.toString());
        Damage damage = new Damage(5);
        int refused = 0;
        for (int i = 0; i < INPUTS; i++) {
            Files.write(temp.resolve("2.csv"), damage.of(whole));
            refused += Plausible.orRefused(temp, this::read) ? 0 : 1;
        }
        assertThat(refused).isBetween(INPUTS / 10, INPUTS * 9 / 10);
    }

    private Path file(String name, String rows) throws IOException {
        Path file = temp.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, HEADER + rows);
    }

    private static String row(
            long stamp, int cores, String mhz, String usage, double percent, String memory, long used) {
        return stamp + ";\t" + cores + ";\t" + mhz + ";\t" + usage + ";\t" + percent + ";\t" + memory + ";\t" + used
                + ";\t0.13333333333333333;\t15981.6;\t0.0;\t2.1333333333333333\n";
    }

    private MemoryTrace read() {
        return MemoryTrace.copyOf(BitbrainsFiles.read(List.of(temp), ImportOptions.DEFAULT));
    }
}
