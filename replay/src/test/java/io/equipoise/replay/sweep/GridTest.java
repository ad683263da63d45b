package io.equipoise.replay.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equipoise.coordinator.policy.PolicyCatalogue;
import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.replay.evaluate.PolicyChoice;
import io.equipoise.traces.InputException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridTest {

    @Test
    void everyCombinationIsAPointAndTheLastAxisChangesFastest() {
        assertThat(names("headroom,round-robin", "margin=20,60", "ahead=4,8"))
                .containsExactly(
                        "headroom:margin=20:ahead=4",
                        "headroom:margin=20:ahead=8",
                        "headroom:margin=60:ahead=4",
                        "headroom:margin=60:ahead=8",
                        "round-robin");
    }

    @Test
    void axisIsForEveryPolicyThatHasTheSettingUnlessItNamesOne() {
        assertThat(names("proxmox,fixed-step", "step=50")).containsExactly("proxmox:step=50", "fixed-step:step=50");
        assertThat(names("proxmox,fixed-step", "proxmox.step=50")).containsExactly("proxmox:step=50", "fixed-step");
    }

    @Test
    void settingThatAPolicyWasNamedWithStaysFixed() {
        assertThat(names("headroom:ahead=4", "margin=20,60"))
                .containsExactly("headroom:margin=20:ahead=4", "headroom:margin=60:ahead=4");
    }

    @Test
    void valueThatIsGivenTwiceIsOnePoint() {
        assertThat(names("headroom", "margin=20,20.0,60")).containsExactly("headroom:margin=20", "headroom:margin=60");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            headroom         | floor=1            | --set floor=1: none of the policies has a setting 'floor'; headroom has margin, ahead, keep, band
            lpt,headroom     | lpt.margin=1       | --set lpt.margin=1: none of the policies has a setting 'margin'; lpt has none
            headroom         | steady.price=1     | --set steady.price=1: no policy 'steady' is among those of --policies
            headroom         | margin=40,-1       | --set margin=40,-1: margin is 0 to 1048576 MiB
            headroom         | margin=40,         | --set margin=40,: '' is no number; margin is 0 to 1048576 MiB
            headroom         | margin             | --set margin: write NAME=V1,V2 or POLICY.NAME=V1,V2
            headroom:margin=1 | margin=2          | --set margin=2: margin is given twice
            """)
    void axisThatDoesNotFitIsSaidInOneLine(String policies, String axis, String message) {
        assertThatThrownBy(() -> names(policies, axis))
                .isInstanceOf(InputException.class)
                .hasMessage(message);
    }

    @Test
    void sampleIsTheSameForASeedAndALargerOneHoldsASmallerOne() {
        List<PolicyFactory> grid = grid("headroom", "margin=0,10,20,30,40,50,60,70", "ahead=1,2,3,4,5,6,7,8");

        List<PolicyFactory> ten = Grid.sample(grid, 10, 7);

        assertThat(ten).hasSize(10).isSubsetOf(grid).isEqualTo(Grid.sample(grid, 10, 7));
        assertThat(Grid.sample(grid, 20, 7)).hasSize(20).containsAll(ten);
        assertThat(Grid.sample(grid, 10, 8)).isNotEqualTo(ten);
        assertThat(ten.stream().map(grid::indexOf)).isSorted();
        assertThat(Grid.sample(grid, 100, 7)).isEqualTo(grid);
    }

    private static List<String> names(String policies, String... axes) {
        return grid(policies, axes).stream().map(PolicyFactory::name).toList();
    }

    private static List<PolicyFactory> grid(String policies, String... axes) {
        return Grid.points(
                PolicyChoice.named(PolicyCatalogue.shipped(), List.of(policies.split(",")))
                        .policies(),
                Stream.of(axes).map(Axis::parse).toList());
    }
}
