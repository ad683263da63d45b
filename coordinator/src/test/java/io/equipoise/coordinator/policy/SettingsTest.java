package io.equipoise.coordinator.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.traces.InputException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private final PolicyCatalogue catalogue = PolicyCatalogue.shipped().with(List.of(new Remembering()));

    @Test
    void policyIsMadeWithTheSettingsInItsNameAndTheStandardOfTheOthers() {
        Remembering.MADE.clear();

        catalogue.named(PolicyKind.CPU, "remembering:share=0.50:count=7").create();
        catalogue.named("remembering:count=8").get(0).create();
        catalogue.named("remembering").get(0).create();

        assertThat(Remembering.MADE).containsExactly("7 0.5", "8 0.25", "3 0.25");
    }

    @Test
    void nameIsTheSameHoweverTheSettingsAreWritten() {
        assertThat(catalogue.named("remembering:share=0.50:count=3").get(0).name())
                .isEqualTo("remembering:count=3:share=0.5")
                .isEqualTo(catalogue
                        .named("remembering:count=3.0:share=5e-1")
                        .get(0)
                        .name());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            remembering:cuont=3    | remembering:cuont=3: remembering has no setting 'cuont'; it has count, share
            remembering:count=11   | remembering:count=11: count is a whole number of 1 to 10 things
            remembering:count=2.5  | remembering:count=2.5: count is a whole number of 1 to 10 things
            remembering:share=-0.1 | remembering:share=-0.1: share is 0 to 1
            remembering:share=NaN  | remembering:share=NaN: 'NaN' is no number; share is 0 to 1
            remembering:share      | remembering:share: 'share' is no setting; write NAME=VALUE, several as in remembering:NAME=VALUE:NAME=VALUE
            remembering:           | remembering:: '' is no setting; write NAME=VALUE, several as in remembering:NAME=VALUE:NAME=VALUE
            remembering:share=1:share=1 | remembering:share=1:share=1: share is given twice
            round-robin:share=1    | round-robin:share=1: round-robin has no settings
            """)
    void whatIsNoSettingIsSaidInOneLine(String name, String message) {
        assertThatThrownBy(() -> catalogue.named(PolicyKind.CPU, name))
                .isInstanceOf(InputException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> catalogue.named(name))
                .isInstanceOf(InputException.class)
                .hasMessage(message);
    }

    @Test
    void unknownPolicyIsNoUnknownSetting() {
        assertThatThrownBy(() -> catalogue.named("clever:share=1"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no policy is called 'clever:share=1'");
    }

    @Test
    void everyShippedPolicyCanBeMadeAtBothEndsOfEachSetting() {
        List<String> made = new ArrayList<>();
        for (PolicyFactory policy : PolicyCatalogue.shipped().all()) {
            for (Setting setting : policy.settings()) {
                for (double value : new double[] {setting.least(), setting.most()}) {
                    String name = policy.name() + ":" + setting.name() + "=" + Setting.text(value);
                    try (Policy instance = catalogue.named(policy.kind(), name).create()) {
                        assertThat(instance).isNotNull();
                    }
                    made.add(policy.name());
                }
            }
        }
        assertThat(made).contains("steady", "headroom", "fixed-step", "proportional", "mom", "proxmox", "esx");
    }

    /** Keeps what its policies were made with. */
    private static final class Remembering extends ShippedFactory {
        private static final List<String> MADE = new ArrayList<>();
        private static final Setting COUNT = Setting.whole("count", 3, 1, 10, "things", "how many");
        private static final Setting SHARE = Setting.real("share", 0.25, 0, 1, "", "how much");

        Remembering() {
            super("remembering", PolicyKind.CPU, "Remembers.", List.of(COUNT, SHARE), settings -> {
                MADE.add(settings.whole(COUNT) + " " + settings.of(SHARE));
                return seen -> Plan.NOTHING;
            });
        }
    }
}
