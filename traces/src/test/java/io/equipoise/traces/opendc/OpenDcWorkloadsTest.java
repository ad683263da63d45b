package io.equipoise.traces.opendc;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class OpenDcWorkloadsTest {
    private static final long SECOND = 1_000_000_000;
    private static final long MINUTE = 60_000;
    private static final long EPOCH = 1_376_314_846_000L;
    private static final int INPUTS = 3_000;

    /** Schema v5 of opendc-traces. */
    private static final Schema TASKS = SchemaBuilder.record("schema")
            .fields()
            .requiredInt("id")
            .requiredLong("submission_time")
            .requiredLong("duration")
            .requiredInt("cpu_count")
            .requiredDouble("cpu_capacity")
            .requiredLong("mem_capacity")
            .endRecord();

    private static final Schema FRAGMENTS = SchemaBuilder.record("schema")
            .fields()
            .requiredInt("id")
            .requiredLong("duration")
            .requiredDouble("cpu_usage")
            .endRecord();

    /** The same as v2 has it: ids as text, a timestamp with its unit, CPUs in each fragment. */
    private static final Schema OLD_TASKS = SchemaBuilder.record("schema")
            .fields()
            .optionalString("nature")
            .requiredString("id")
            .name("submission_time")
            .type(LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG)))
            .noDefault()
            .requiredInt("cpu_count")
            .requiredDouble("cpu_capacity")
            .requiredLong("mem_capacity")
            .endRecord();

    private static final Schema OLD_FRAGMENTS = SchemaBuilder.record("schema")
            .fields()
            .requiredString("id")
            .requiredLong("duration")
            .requiredInt("cpu_count")
            .requiredDouble("cpu_usage")
            .endRecord();

    @TempDir
    Path temp;

    @Test
    void fragmentsFollowEachOtherFromTheSubmissionOn() throws IOException {
        tasks(task(7, 0, 2, 2000, 4096), task(3, 7 * MINUTE, 1, 1000, 0));
        fragments(fragment(3, 8 * MINUTE, 500), fragment(7, 5 * MINUTE, 500), fragment(7, 10 * MINUTE, 1000));

        MemoryTrace trace = read();

        assertThat(trace.samples())
                .extracting(Sample::utcMicros)
                .containsExactly(
                        EPOCH * 1000,
                        EPOCH * 1000 + 300_000_000,
                        EPOCH * 1000 + 600_000_000,
                        EPOCH * 1000 + 900_000_000);
        DomainSample first = trace.samples().get(3).domains().get(0);
        assertThat(first.name()).isEqualTo("7");
        assertThat(first.vcpus()).extracting(VcpuSample::timeNanos).containsExactly(375 * SECOND, 375 * SECOND);
        assertThat(first.maximumKiB()).isEqualTo(4096);
        assertThat(trace.samples())
                .filteredOn(sample -> sample.domains().size() == 2)
                .extracting(sample -> sample.domains().get(1).cpuTimeNanos())
                .containsExactly(0L, 90 * SECOND, 240 * SECOND);
        assertThat(trace.samples().get(3).domains().get(1).maximumKiB()).isNull();
        assertThat(trace.header().note()).endsWith("; nothing was repaired or left out");
    }

    @ParameterizedTest
    @EnumSource(names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD"})
    void olderSchemasAndAllUsualCodecsAreRead(CompressionCodecName codec) throws IOException {
        List<GenericRecord> tasks = new ArrayList<>();
        tasks.add(record(OLD_TASKS, null, "vm-1", EPOCH * 1000, 1, 1000.0, 1024L));
        write("tasks.parquet", OLD_TASKS, codec, tasks);
        write(
                "fragments.parquet",
                OLD_FRAGMENTS,
                codec,
                List.of(
                        record(OLD_FRAGMENTS, "vm-1", 5 * MINUTE, 1, 100.0),
                        record(OLD_FRAGMENTS, "vm-1", 5 * MINUTE, 1, 200.0)));

        MemoryTrace trace = read();

        assertThat(trace.samples())
                .extracting(sample -> sample.domains().get(0).cpuTimeNanos())
                .containsExactly(0L, 30 * SECOND, 90 * SECOND);
        assertThat(trace.samples().get(0).utcMicros()).isEqualTo(EPOCH * 1000);
    }

    @Test
    void dirtIsRepairedAndCounted() throws IOException {
        tasks(
                task(1, 0, 1, 1000, 1024),
                task(1, 0, 2, 2000, 1024),
                task(2, 0, 0, 1000, 1024),
                task(3, 0, 1, 0, 1024),
                task(4, 0, 1, 1000, 1024));
        fragments(
                fragment(1, 5 * MINUTE, 2000),
                fragment(1, 0, 2000),
                fragment(1, 5 * MINUTE, -5),
                fragment(1, 5 * MINUTE, Double.NaN),
                fragment(1, 5 * MINUTE, 100),
                fragment(2, 5 * MINUTE, 100),
                fragment(99, 5 * MINUTE, 100));

        MemoryTrace trace = read();

        assertThat(trace.samples())
                .extracting(sample -> sample.domains().get(0).cpuTimeNanos())
                .containsExactly(0L, 300 * SECOND, null, null, 390 * SECOND);
        assertThat(trace.samples().get(1).domains()).hasSize(1);
        assertThat(trace.header().note())
                .endsWith("; fragments of no known task left out: 1, "
                        + "fragments with usage below 0 taken as missing readings: 2, "
                        + "fragments without duration left out: 1, guests without a reading left out: 1, "
                        + "missing readings filled with the one after: 2, "
                        + "tasks of an id that is there before left out: 1, tasks without CPU left out: 2, "
                        + "usage above capacity cut to it: 1");
    }

    @Test
    void onlyTheFirstGuestsAreKeptIfWanted() throws IOException {
        tasks(task(9, 0, 1, 1000, 1), task(8, 0, 1, 1000, 1), task(7, 0, 1, 1000, 1));
        fragments(fragment(7, MINUTE, 1), fragment(8, MINUTE, 1), fragment(9, MINUTE, 1));
        List<Long> told = new ArrayList<>();

        MemoryTrace trace = MemoryTrace.copyOf(
                OpenDcWorkloads.read(temp, new ImportOptions(2, (ImportProgress) (done, all) -> told.add(done))));

        assertThat(trace.samples().get(0).domains())
                .extracting(DomainSample::name)
                .containsExactly("9", "8");
        assertThat(trace.header().note()).endsWith("; nothing was repaired or left out");
        assertThat(told)
                .endsWith(Files.size(temp.resolve("tasks.parquet")) + Files.size(temp.resolve("fragments.parquet")));
    }

    @Test
    void otherFoldersAndTablesAreRefused() throws IOException {
        assertRefused(temp + ": holds no tasks.parquet; give a workload of OpenDC's format");
        Files.writeString(temp.resolve("meta.parquet"), "");
        assertRefused(temp + ": holds no tasks.parquet, but OpenDC's first format; convert it");

        tasks(task(1, 0, 1, 1000, 1024));
        write("fragments.parquet", TASKS, CompressionCodecName.SNAPPY, List.of());
        assertRefused(temp.resolve("fragments.parquet") + ": lacks the column cpu_usage; give a workload");
        Files.writeString(temp.resolve("fragments.parquet"), "no Parquet at all");
        assertRefused(temp.resolve("fragments.parquet") + ": is no whole Parquet file, or it is damaged");

        fragments(fragment(1, 1L << 50, 1));
        assertRefused(temp.resolve("fragments.parquet") + ": row 1 ends more than a year from the first submission");
        tasks(task(1, 0, 1, 1000, 1024), task(2, 1L << 50, 1, 1000, 1024));
        assertRefused(temp.resolve("tasks.parquet") + ": row 2 is submitted more than a year from the first");
        tasks(task(1, 0, 100_000, 1000, 1024));
        assertRefused(temp.resolve("tasks.parquet") + ": row 1 has an impossible id, submission time or number of");
    }

    @Test
    void columnsOfOtherTypesOrWithoutValuesAreRefused() throws IOException {
        tasks(task(1, 0, 1, 1000, 1024));
        Schema nullable = SchemaBuilder.record("schema")
                .fields()
                .requiredInt("id")
                .optionalLong("duration")
                .requiredDouble("cpu_usage")
                .endRecord();
        List<GenericRecord> rows = new ArrayList<>();
        rows.add(record(nullable, 1, MINUTE, 1.0));
        rows.add(record(nullable, 1, null, 1.0));
        write("fragments.parquet", nullable, CompressionCodecName.SNAPPY, rows);
        assertRefused(temp.resolve("fragments.parquet") + ": row 2 has no value in column duration");

        Schema text = SchemaBuilder.record("schema")
                .fields()
                .requiredInt("id")
                .requiredString("duration")
                .requiredDouble("cpu_usage")
                .endRecord();
        write("fragments.parquet", text, CompressionCodecName.SNAPPY, List.of(record(text, 1, "x", 1.0)));
        assertRefused(temp.resolve("fragments.parquet") + ": column duration is of type BINARY");
    }

    @Test
    void damagedFilesGiveAClearErrorOrAPlausibleTrace() throws IOException {
        Random random = new Random(3);
        GenericRecord[] tasks = new GenericRecord[20];
        GenericRecord[] fragments = new GenericRecord[400];
        for (int i = 0; i < tasks.length; i++) {
            tasks[i] = task(i, random.nextInt(60) * MINUTE, 1 + random.nextInt(4), 1000, 1024);
        }
        for (int i = 0; i < fragments.length; i++) {
            fragments[i] = fragment(i % tasks.length, (1 + random.nextInt(30)) * MINUTE, random.nextInt(1000));
        }
        tasks(tasks);
        fragments(fragments);
        byte[] wholeTasks = Files.readAllBytes(temp.resolve("tasks.parquet"));
        byte[] wholeFragments = Files.readAllBytes(temp.resolve("fragments.parquet"));
        Damage damage = new Damage(5);
        int refused = 0;
        for (int i = 0; i < INPUTS; i++) {
            Files.write(temp.resolve("tasks.parquet"), i % 2 == 0 ? damage.of(wholeTasks) : wholeTasks);
            Files.write(temp.resolve("fragments.parquet"), i % 2 == 0 ? wholeFragments : damage.of(wholeFragments));
            refused += Plausible.orRefused(temp, this::read) ? 0 : 1;
        }
        assertThat(refused).isBetween(INPUTS / 4, INPUTS);
    }

    private void assertRefused(String message) {
        assertThatThrownBy(this::read).isInstanceOf(InputException.class).hasMessageStartingWith(message);
    }

    private MemoryTrace read() {
        return MemoryTrace.copyOf(OpenDcWorkloads.read(temp, ImportOptions.DEFAULT));
    }

    private static GenericRecord task(int id, long offset, int cpus, double mhz, long memory) {
        return record(TASKS, id, EPOCH + offset, 0L, cpus, mhz, memory);
    }

    private static GenericRecord fragment(int id, long duration, double mhz) {
        return record(FRAGMENTS, id, duration, mhz);
    }

    private static GenericRecord record(Schema schema, Object... values) {
        GenericRecord record = new GenericData.Record(schema);
        for (int i = 0; i < values.length; i++) {
            record.put(i, values[i]);
        }
        return record;
    }

    private void tasks(GenericRecord... rows) throws IOException {
        write("tasks.parquet", TASKS, CompressionCodecName.SNAPPY, List.of(rows));
    }

    private void fragments(GenericRecord... rows) throws IOException {
        write("fragments.parquet", FRAGMENTS, CompressionCodecName.SNAPPY, List.of(rows));
    }

    /** Without checksums of pages, as pyarrow writes. */
    private void write(String name, Schema schema, CompressionCodecName codec, List<GenericRecord> rows)
            throws IOException {
        Path file = temp.resolve(name);
        Files.deleteIfExists(file);
        try (ParquetWriter<GenericRecord> writer = AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
                .withSchema(schema)
                .withDataModel(GenericData.get())
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(codec)
                .withPageWriteChecksumEnabled(false)
                .build()) {
            for (GenericRecord row : rows) {
                writer.write(row);
            }
        }
    }
}
