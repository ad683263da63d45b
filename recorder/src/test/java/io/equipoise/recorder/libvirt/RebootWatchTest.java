package io.equipoise.recorder.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.recorder.TestHost;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That reboots are heard is tested on real guests: the test driver tells of none. */
final class RebootWatchTest {
    @TempDir
    Path folder;

    /** libvirt counts who holds a connection, and frees it when nobody does. */
    @Test
    void nothingHoldsTheConnectionOfAWatchThatIsClosed() throws Exception {
        LibvirtConnection watched = TestHost.with(folder, "a");
        RebootWatch watch = new RebootWatch(watched);
        watch.close();

        assertThat(watched.connect().close()).isZero();
    }
}
