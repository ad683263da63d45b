package io.equipoise.traces.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class GuestOrderTest {
    private final GuestOrder order = new GuestOrder();

    @Test
    void listsThatAgreeAreMerged() {
        order.add(List.of("c", "d"));
        order.add(List.of("a", "b", "c"));

        assertThat(order.names()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void whatTheListsLeaveOpenIsOrderedByFirstAppearance() {
        order.add(List.of("z"));
        order.add(List.of("y"));

        assertThat(order.names()).containsExactly("z", "y");
    }

    @Test
    void contradictionLosesNoName() {
        order.add(List.of("a", "b"));
        order.add(List.of("b", "a"));
        order.add(List.of("c"));

        assertThat(order.names()).containsExactly("c", "a", "b");
    }
}
