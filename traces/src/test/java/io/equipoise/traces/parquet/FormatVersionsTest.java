package io.equipoise.traces.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceHeader.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A small trace of each released version, of real guests and written by that version; see {@code about.md} beside them.
 * They are never written again: whoever breaks this test has changed what old traces mean.
 */
final class FormatVersionsTest {
    private static final Path TRACES = Path.of("src/test/resources/format");

    @ParameterizedTest
    @CsvSource({"1.0", "1.1"})
    void traceOfEachVersionIsWhatItsHeaderSays(String version) throws IOException {
        assertThat(Files.readString(TRACES.resolve(version).resolve(HeaderFile.NAME)))
                .contains("\"format\" : \"" + version + "\"");
    }

    @Test
    void thereIsATraceOfTheVersionThatIsWritten() {
        assertThat(TRACES.resolve(HeaderFile.MAJOR + "." + HeaderFile.MINOR)).isDirectory();
    }

    @Test
    void trialOfVersionOneZeroOpens() {
        MemoryTrace trace = open("1.0");

        assertThat(trace.header().source()).isEqualTo(Source.TRIAL);
        assertThat(trace.header().caseName()).isEqualTo("memory-1");
        assertThat(ticks(trace)).containsExactly(0L, 1L, 2L, 3L);
        assertThat(trace.loads()).hasSize(16);
        assertThat(trace.decisions()).hasSize(4);
        DomainSample domain = trace.samples().get(3).domains().get(0);
        assertThat(domain.name()).isEqualTo("aos_vm1");
        assertThat(memory(domain).currentKiB()).isEqualTo(512 * 1024);
        assertThat(memory(domain).fault()).as("a column that came with 1.1").isNull();
    }

    @Test
    void recordingOfVersionOneOneOpensWithWhatIsOnlyInItsJournal() throws IOException {
        MemoryTrace trace = open("1.1");

        assertThat(trace.header().source()).isEqualTo(Source.RECORDING);
        assertThat(trace.header().host().pcpus()).isEqualTo(2);
        assertThat(Listing.of(TRACES.resolve("1.1")).openJournals()).containsExactly(4L);
        assertThat(ticks(trace)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(trace.samples()).allSatisfy(sample -> {
            assertThat(sample.pcpus()).hasSize(2);
            assertThat(sample.domains()).extracting(DomainSample::name).containsExactly("aos_vm1", "aos_vm2");
            assertThat(sample.domains()).allSatisfy(domain -> {
                assertThat(memory(domain).currentKiB()).isEqualTo(256 * 1024);
                assertThat(domain.maximumKiB()).isEqualTo(512 * 1024);
                assertThat(domain.vcpus().get(0).timeNanos()).isPositive();
            });
        });
    }

    private static MemorySample memory(DomainSample domain) {
        return Objects.requireNonNull(domain.memory());
    }

    private static MemoryTrace open(String version) {
        return MemoryTrace.copyOf(ParquetTraces.open(TRACES.resolve(version)));
    }

    private static List<Long> ticks(MemoryTrace trace) {
        return trace.samples().stream().map(Sample::tick).toList();
    }
}
