package io.equipoise.recorder.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecordingListenersTest {
    /** A method that is added to the interface and not passed on would be heard by nobody. */
    @Test
    void everythingThatCanBeHeardIsPassedOnToEachInOrder() throws Exception {
        List<String> heard = new ArrayList<>();
        RecordingListener all = new RecordingListeners(List.of(hearing("one", heard), hearing("other", heard)));
        for (Method method : RecordingListener.class.getMethods()) {
            heard.clear();

            method.invoke(
                    all,
                    Arrays.stream(method.getParameterTypes())
                            .map(RecordingListenersTest::any)
                            .toArray());

            assertThat(heard)
                    .as(method.getName())
                    .containsExactly("one " + method.getName(), "other " + method.getName());
        }
    }

    private static RecordingListener hearing(String name, List<String> heard) {
        return (RecordingListener) Proxy.newProxyInstance(
                RecordingListener.class.getClassLoader(),
                new Class<?>[] {RecordingListener.class},
                (proxy, method, arguments) -> {
                    heard.add(name + " " + method.getName());
                    return null;
                });
    }

    private static Object any(Class<?> type) {
        if (type == long.class) {
            return 1L;
        }
        if (type == int.class) {
            return 1;
        }
        return type == String.class ? "any" : null;
    }
}
