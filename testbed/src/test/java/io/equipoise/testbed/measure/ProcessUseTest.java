package io.equipoise.testbed.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ProcessUseTest {
    @Test
    void timesAreFoundBehindANameThatHoldsAnything() {
        assertThat(ProcessUse.cpuSeconds("12 (a) b) (c) S 1 12 12 0 -1 4194560 9 0 0 0 250 50 7 7 20 0 5 0 99 1 1"))
                .isEqualTo(3.0);
    }

    @Test
    void residentMemoryIsInMib() {
        assertThat(ProcessUse.residentMib("Name:\tjava\nVmHWM:\t  204800 kB\nVmRSS:\t  102400 kB\n"))
                .isEqualTo(100.0);
    }

    @Test
    void runningProcessHasBoth() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "no /proc here");
        ProcessUse use = ProcessUse.of(ProcessHandle.current().pid());
        assertThat(use.cpuSeconds()).isPositive();
        assertThat(use.residentMib()).isPositive();
    }
}
