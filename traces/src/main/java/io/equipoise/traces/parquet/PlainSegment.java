package io.equipoise.traces.parquet;

import java.io.IOException;
import java.nio.file.Path;

/** A segment of format 1.0, which has no manifest. */
record PlainSegment(Path directory, SegmentName name) implements Part {

    @Override
    public Path where() {
        return file(HostTable.TABLE);
    }

    Path file(Table table) {
        return Segment.file(directory, table.name(), name);
    }

    @Override
    public long rows(Table table) {
        return 1;
    }

    @Override
    public Rows read(Table table) throws IOException {
        try (SegmentFile file = SegmentFile.open(file(table))) {
            return file.read(table);
        }
    }
}
