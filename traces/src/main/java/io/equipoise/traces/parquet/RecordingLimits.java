package io.equipoise.traces.parquet;

import io.equipoise.traces.InputException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a recorder closes a segment, and how long it keeps it. Whichever comes first closes it.
 *
 * @param segmentTicks a segment ends before each multiple of it, and before each multiple of 3,600
 * @param segmentAge time from its first sample; null for no limit
 * @param segmentRows of all tables together: what closing it needs of memory grows with them
 */
public record RecordingLimits(int segmentTicks, @Nullable Duration segmentAge, int segmentRows, Keep keep) {
    /** Segments of 3,600 ticks or 150,000 rows; all are kept. */
    public static final RecordingLimits DEFAULT =
            new RecordingLimits(TraceWriter.SEGMENT_TICKS, null, 150_000, Keep.ALL);

    public RecordingLimits {
        if (segmentTicks < 1 || segmentTicks > TraceWriter.SEGMENT_TICKS) {
            throw new InputException(
                    "segment of " + segmentTicks + " ticks: must be from 1 to " + TraceWriter.SEGMENT_TICKS);
        }
        if (segmentRows < 1 || (segmentAge != null && (segmentAge.isNegative() || segmentAge.isZero()))) {
            throw new InputException("segment's age and rows: must be more than 0");
        }
    }

    /** The same, but segments are closed at this age. */
    public RecordingLimits withSegmentAge(@Nullable Duration age) {
        return new RecordingLimits(segmentTicks, age, segmentRows, keep);
    }

    /** The same, but this is kept. */
    public RecordingLimits withKeep(Keep newKeep) {
        return new RecordingLimits(segmentTicks, segmentAge, segmentRows, newKeep);
    }
}
