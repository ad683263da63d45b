package io.equipoise.testbed.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationTest {

    private static final Target LIGHT = new Target(0.12, false);
    private static final Target TIMER = new Target(0.12, true);
    private static final CalibratedLoad FOUND = new CalibratedLoad(new CpuLoad(284, 59, false), 0.1193, 0.0131);

    @TempDir
    Path dir;

    @Test
    void whatWasMeasuredOnceIsKept() throws IOException {
        read("tcg, a CPU").put(LIGHT, FOUND);

        Calibration again = read("tcg, a CPU");
        assertThat(again.missing(List.of(LIGHT, TIMER, LIGHT))).containsExactly(TIMER);
        assertThat(again.load(LIGHT)).isEqualTo(FOUND);
    }

    @Test
    void anotherMachineHasToBeMeasured() throws IOException {
        read("tcg, a CPU").put(LIGHT, FOUND);

        assertThat(read("kvm, a CPU").missing(List.of(LIGHT))).containsExactly(LIGHT);
    }

    @Test
    void textSaysHowTheLoadWasMade() throws IOException {
        Calibration calibration = read("tcg, a CPU");
        calibration.put(LIGHT, FOUND);

        assertThat(calibration.text(List.of(LIGHT, LIGHT)))
                .startsWith("calibrated 2")
                .contains(" on tcg, a CPU, ")
                .endsWith("; demand 0.12 is 'cpu 284 59', measured 0.1193, waited 0.0131");
    }

    private Calibration read(String machine) throws IOException {
        return Calibration.read(dir.resolve("calibration"), machine);
    }
}
