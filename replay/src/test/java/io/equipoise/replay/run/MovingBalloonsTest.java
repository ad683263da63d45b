package io.equipoise.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.traces.parquet.ParquetTraces;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trials in which a policy moved balloons, replayed as they were: their guests' memory is told though libvirt shows balloons late. */
class MovingBalloonsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "memory-1/headroom/1",
                "memory-2/headroom/1",
                "memory-3/headroom/1",
                "memory-4/headroom/1",
                "memory-2/fixed-step/1",
                "memory-3/fixed-step/1"
            })
    void whatIsReplayedAsItWasShowsWhatWasRecorded(String trial) {
        SelfCheck error = SelfCheck.of(RecordedDemand.of(
                trial, ParquetTraces.open(Path.of("../traces/trials").resolve(trial))));

        assertThat(error.balloonMib()).isLessThan(0.5);
        assertThat(error.unusedMib()).isLessThan(2);
        assertThat(error.swappedOutMib()).isLessThan(1);
    }
}
