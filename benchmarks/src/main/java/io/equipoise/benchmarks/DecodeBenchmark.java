package io.equipoise.benchmarks;

import io.equipoise.traces.parquet.ParquetTraces;
import io.equipoise.traces.parquet.TraceWriter;
import io.equipoise.traces.parquet.VcpuDecoding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The vCPU table of one trace on one thread: decoded into arrays by us, and its same columns aggregated by DuckDB. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class DecodeBenchmark {
    static final int TICKS = 4 * Day.INTERVALS;
    static final long ROWS = (long) TICKS * Day.VMS;

    private static final String AGGREGATE = "SELECT count(*), sum(tick), max(uuid), sum(vcpu), sum(time_ns), "
            + "sum(delay_ns), sum(pcpu), max(affinity), max(state) FROM read_parquet('%s/vcpu/*.parquet')";

    /** The folder of a PlanetLab day; empty for a made one. */
    @Param("")
    public String day = "";

    private @Nullable Path folder;
    private @Nullable Connection duckdb;

    @Setup
    public void write() throws IOException, SQLException {
        Path trace = Files.createTempDirectory("equipoise-bench");
        folder = trace;
        FleetTrace fleet = new FleetTrace(Day.of(day), TICKS);
        try (TraceWriter writer = ParquetTraces.create(trace, fleet.header())) {
            fleet.copyTo(writer);
        }
        duckdb = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = duckdb.createStatement()) {
            statement.execute("SET threads = 1");
        }
    }

    @Benchmark
    public long equipoise() throws IOException {
        return checked(VcpuDecoding.rows(Objects.requireNonNull(folder)));
    }

    @Benchmark
    public long duckdb() throws SQLException {
        try (Statement statement = Objects.requireNonNull(duckdb).createStatement();
                ResultSet result = statement.executeQuery(AGGREGATE.formatted(folder))) {
            result.next();
            return checked(result.getLong(1));
        }
    }

    private static long checked(long rows) {
        if (rows != ROWS) {
            throw new IllegalStateException(rows + " rows were read of " + ROWS);
        }
        return rows;
    }

    @TearDown
    public void delete() throws IOException, SQLException {
        Objects.requireNonNull(duckdb).close();
        try (Stream<Path> files = Files.walk(Objects.requireNonNull(folder))) {
            files.sorted(Comparator.reverseOrder()).forEach(DecodeBenchmark::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
