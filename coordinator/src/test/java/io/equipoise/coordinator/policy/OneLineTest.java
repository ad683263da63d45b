package io.equipoise.coordinator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {
    @Test
    void lineBreaksAndTerminalEscapesAreBlanks() {
        assertThat(OneLine.of(" a\nb\r\n\tc\u001b[31m\u0000d\u202ee\u2028f ", 100))
                .isEqualTo("a b c [31m d e f");
    }

    @Test
    void longTextIsCut() {
        assertThat(OneLine.of("abcdef", 3)).isEqualTo("abc…");
        assertThat(OneLine.of("abc", 3)).isEqualTo("abc");
        assertThat(OneLine.of("\n".repeat(1000), 3)).isEmpty();
    }

    @Test
    void plainTextIsKeptAsItIs() {
        for (String text : new String[] {"", "a", "largest load 51 → 40 %, a pCPU gains 3 points"}) {
            assertThat(OneLine.of(text, 100)).isSameAs(text);
        }
    }

    @Test
    void blanksAreOneAndNoneStandsAtAnEnd() {
        for (String text : new String[] {"a  b", " a b", "a b ", "a\t b", "  "}) {
            assertThat(OneLine.of(text, 100))
                    .isEqualTo(text.replaceAll("\\s+", " ").strip());
        }
    }
}
