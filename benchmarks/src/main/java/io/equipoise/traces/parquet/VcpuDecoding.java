package io.equipoise.traces.parquet;

import java.io.IOException;
import java.nio.file.Path;

/** The step of reading a trace that turns the files of its vCPU table into arrays, by itself. */
public final class VcpuDecoding {
    private VcpuDecoding() {}

    /** Decodes every column of every segment, one segment after the other; returns the number of rows. */
    public static long rows(Path trace) throws IOException {
        long rows = 0;
        for (Part part : TraceDirectory.open(trace).parts()) {
            rows += part.read(VcpuTable.TABLE).size();
        }
        return rows;
    }
}
