package io.equipoise.traces.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.InputException;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.imports.Damage;
import io.equipoise.traces.imports.Plausible;
import io.equipoise.traces.readings.ImportOptions;
import io.equipoise.traces.readings.ImportProgress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AzureReadingsTest {
    private static final long SECOND = 1_000_000_000;
    private static final int INPUTS = 3_000;

    @TempDir
    Path temp;

    @Test
    void lineIsTheUsageOfTheFiveMinutesAfterItsStamp() throws IOException {
        file("vm_cpu_readings-file-10-of-125.csv", "600,a/+1,0.5,90.1,50.0\n");
        gzip("vm_cpu_readings-file-2-of-125.csv.gz", """
                0,a/+1,2.05,3.91,10.0
                0,b,2.05,3.91,20.0
                300,a/+1,2.05,15.683948000000001,0
                """);
        file("vmtable.csv", """
                b,s,d,0,2591700,99.4,3.4,10.2,Delay-insensitive,4,7
                other,s,d,0,2591700,99.4,3.4,10.2,Interactive,8,56
                a/+1,s,d,0,2591700,99.4,3.4,10.2,Unkown,1,1.75
                """);
        file("deployments.csv", "x,1\n");

        MemoryTrace trace = read(temp);

        assertThat(trace.samples())
                .extracting(sample -> sample.domains().get(0).cpuTimeNanos())
                .containsExactly(0L, 30 * SECOND, 30 * SECOND, 180 * SECOND);
        assertThat(trace.samples()).extracting(Sample::utcMicros).containsOnlyNulls();
        DomainSample b = trace.samples().get(1).domains().get(1);
        assertThat(b.name()).isEqualTo("b");
        assertThat(b.vcpus()).hasSize(4).extracting(VcpuSample::timeNanos).containsOnly(60 * SECOND);
        assertThat(b.maximumKiB()).isEqualTo(7L << 20);
        assertThat(b.memory()).isNull();
        assertThat(trace.samples().get(1).domains().get(0).maximumKiB()).isEqualTo(7L << 18);
        assertThat(trace.samples().get(2).domains()).hasSize(1);
        assertThat(trace.header().note()).endsWith("; nothing was repaired or left out");
    }

    @Test
    void filesMayBeGivenInAnyOrder() throws IOException {
        Path later = file("later.csv", "300,a,0,0,10\n600,a,0,0,30\n");
        Path earlier = file("earlier.csv", "0,a,0,0,20\n");
        Path table = file("table", "a,s,d,0,0,0,0,0,Interactive,2,4\n");

        MemoryTrace trace =
                MemoryTrace.copyOf(AzureReadings.read(List.of(later, earlier), table, ImportOptions.DEFAULT));

        assertThat(trace.samples())
                .extracting(sample -> sample.domains().get(0).cpuTimeNanos())
                .containsExactly(0L, 120 * SECOND, 180 * SECOND, 360 * SECOND);
    }

    @Test
    void dirtIsRepairedAndCounted() throws IOException {
        Path file = file("r.csv", """
                timestamp,vm id,min cpu,max cpu,avg cpu
                0,a,0,0,10
                0,a,0,0,90
                310,a,0,0,120
                600,a,0,0,-1
                900,a,0,0,10
                0,huge,0,0,10

                1200,a,0,0,10""");
        Path table = file("t.csv", """
                vmid,subscriptionid,deploymentid,vmcreated,vmdeleted,maxcpu,avgcpu,p95maxcpu,vmcategory,cores,memory
                huge,s,d,0,0,0,0,0,Interactive,>24,>64
                """);

        MemoryTrace trace = MemoryTrace.copyOf(AzureReadings.read(List.of(file), table, ImportOptions.DEFAULT));

        assertThat(trace.samples())
                .extracting(sample -> sample.domains().get(0).cpuTimeNanos())
                .containsExactly(0L, 30 * SECOND, 330 * SECOND, null, 390 * SECOND);
        assertThat(trace.samples().get(0).domains().get(1).vcpus()).hasSize(30);
        assertThat(trace.samples().get(0).domains().get(1).maximumKiB()).isEqualTo(70L << 20);
        assertThat(trace.header().note())
                .endsWith("; VMs of unknown cores taken as one vCPU: 1, buckets >24 taken as 30: 1, "
                        + "buckets >64 taken as 70: 1, last lines without line end left out: 1, "
                        + "missing readings filled with the one after: 1, "
                        + "readings of an interval that has one left out: 1, stamps moved to the grid: 1, "
                        + "values above 100 percent cut to it: 1, values below 0 taken as missing readings: 1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0,a,0,0             | line 2 has 4 columns, not 5
            0,a,0,0,x           | line 2 is no stamp, VM, least, largest and mean percentage
            0.5,a,0,0,1         | line 2 is no stamp, VM, least, largest and mean percentage
            -300,a,0,0,1        | line 2 is no stamp, VM, least, largest and mean percentage
            0,,0,0,1            | line 2 is no stamp, VM, least, largest and mean percentage
            99999999999,a,0,0,1 | line 2 is more than a year from the first reading
            """)
    void lineThatIsNoReadingIsRefused(String line, String message) throws IOException {
        Path file = file("r.csv", "0,b,0,0,1\n" + line + "\n");

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file + ": " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a,s,d                                   | line 1 has 3 columns, not 11
            a,s,d,0,0,0,0,0,Interactive,0,4         | line 1 has an impossible number of cores
            a,s,d,0,0,0,0,0,Interactive,99999,4     | line 1 has an impossible number of cores
            a,s,d,0,0,0,0,0,Interactive,2,-1        | line 1 has impossible memory
            a,s,d,0,0,0,0,0,Interactive,2,much      | line 1 has impossible memory
            """)
    void tableThatSaysNoVmIsRefused(String line, String message) throws IOException {
        Path file = file("r.csv", "0,a,0,0,1\n");
        Path table = file("t.csv", line + "\n");

        assertThatThrownBy(() -> AzureReadings.read(List.of(file), table, ImportOptions.DEFAULT))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(table + ": " + message);
    }

    @Test
    void onlyTheFirstGuestsAreKeptIfWanted() throws IOException {
        Path file = file("r.csv", "0,a,0,0,1\n0,b,0,0,1\n0,c,0,0,1\n300,b,0,0,1\n");
        List<Long> told = new ArrayList<>();

        MemoryTrace trace = MemoryTrace.copyOf(AzureReadings.read(
                List.of(file), null, new ImportOptions(2, (ImportProgress) (done, all) -> told.add(all))));

        assertThat(trace.samples().get(0).domains())
                .extracting(DomainSample::name)
                .containsExactly("a", "b");
        assertThat(told).containsOnly(Files.size(file));
    }

    @Test
    void folderWithoutReadingsIsRefused() {
        assertThatThrownBy(() -> read(temp))
                .isInstanceOf(InputException.class)
                .hasMessage(temp + ": holds no file of readings; give vm_cpu_readings files, plain or gzip");
    }

    @Test
    void moreGuestsThanFitAreRefusedWithTheCure() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int vm = 0; vm <= 100_000; vm++) {
            lines.append("0,vm").append(vm).append(",0,0,1\n");
        }
        Path file = file("r.csv", lines.toString());

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(InputException.class)
                .hasMessage(file + ": has more than 100000 guests, which is more than fits one host's trace; "
                        + "take fewer guests with --guests");
    }

    @Test
    void damagedFilesGiveAClearErrorOrAPlausibleTrace() throws IOException {
        Random random = new Random(3);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            lines.append(300 * (i / 4))
                    .append(",vm")
                    .append(i % 4)
                    .append(",0,0,")
                    .append(random.nextInt(101));
            lines.append('\n');
        }
        byte[] whole = lines.toString().getBytes(StandardCharsets.UTF_8);
        Path table = file("vmtable.csv", "vm1,s,d,0,0,0,0,0,Interactive,2,4\n");
        byte[] wholeTable = Files.readAllBytes(table);
        Path readings = temp.resolve("vm_cpu_readings-file-1-of-1.csv");
        Damage damage = new Damage(5);
        int refused = 0;
        for (int i = 0; i < INPUTS; i++) {
            Files.write(readings, i % 10 == 0 ? whole : damage.of(whole));
            Files.write(table, i % 10 == 0 ? damage.of(wholeTable) : wholeTable);
            refused += Plausible.orRefused(temp, () -> read(temp)) ? 0 : 1;
        }
        assertThat(refused).isBetween(INPUTS / 10, INPUTS * 9 / 10);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(temp.resolve(name), text);
    }

    private void gzip(String name, String text) throws IOException {
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(temp.resolve(name)))) {
            packed.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static MemoryTrace read(Path source) {
        return MemoryTrace.copyOf(AzureReadings.read(List.of(source), null, ImportOptions.DEFAULT));
    }
}
