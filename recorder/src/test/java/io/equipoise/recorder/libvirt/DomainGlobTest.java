package io.equipoise.recorder.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.traces.InputException;
import org.junit.jupiter.api.Test;

final class DomainGlobTest {
    @Test
    void patternsMatchAsInAShell() {
        assertThat(DomainGlob.of("aos_vm*").matches("aos_vm12")).isTrue();
        assertThat(DomainGlob.of("aos_vm?").matches("aos_vm12")).isFalse();
        assertThat(DomainGlob.of("{web,db}-[0-9]").matches("db-3")).isTrue();
        assertThat(DomainGlob.of("aos").matches("aos_vm1")).isFalse();
        assertThat(DomainGlob.ALL.matches("any. name")).isTrue();
    }

    @Test
    void brokenPatternIsRefusedInOneLine() {
        assertThatThrownBy(() -> DomainGlob.of("{web,db"))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("domain pattern '{web,db': ")
                .hasMessageNotContaining("\n");
    }
}
