package io.equipoise.coordinator.exec;

import static io.equipoise.coordinator.Samples.ballooned;
import static io.equipoise.coordinator.Samples.demanding;
import static io.equipoise.coordinator.Samples.placed;
import static io.equipoise.coordinator.Samples.sample;
import static io.equipoise.coordinator.Samples.seen;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.DomainState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas say what is written and what is read. */
class ProtocolTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode schema(String name) throws IOException {
        try (InputStream in = ObservationLine.class.getResourceAsStream(name + ".schema.json")) {
            return JSON.readTree(in);
        }
    }

    private static Set<ValidationMessage> faults(String name, JsonNode node) throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema(name));
        return schema.validate(node);
    }

    private static JsonNode line(PolicyKind kind, Observation seen) throws IOException {
        byte[] line = ObservationLine.of(kind, seen);
        assertThat(new String(line, StandardCharsets.UTF_8)).endsWith("}\n").containsOnlyOnce("\n");
        return JSON.readTree(line);
    }

    private static Stream<Observation> observations() {
        DomainSample gone = new DomainSample(
                "uuid", "a \"name\"\n", 9, DomainState.SHUT_OFF, null, null, null, List.of(), null, "does not answer");
        return Stream.of(
                seen(sample(0, 4), null),
                seen(sample(1, 4, ballooned("vm1", 512, 100), ballooned("vm2", 512, null, 2048, 0L), gone), 1000L),
                demanding(sample(2, 4, placed("vm1", 1, "0-3", "2")), 0.25, 0.5));
    }

    @ParameterizedTest
    @MethodSource("observations")
    void observationIsAsTheSchemaSays(Observation seen) throws IOException {
        for (PolicyKind kind : PolicyKind.values()) {
            assertThat(faults("observation", line(kind, seen))).isEmpty();
        }
    }

    @Test
    void schemaKnowsEveryKeyOfAnObservation() throws IOException {
        DomainSample both = ballooned("vm1", 512, 100);
        JsonNode line = line(
                PolicyKind.CPU,
                demanding(
                        sample(
                                0,
                                4,
                                new DomainSample(
                                        "vm1",
                                        "vm1",
                                        1,
                                        both.state(),
                                        1L,
                                        2L,
                                        3L,
                                        placed("vm1", 1, "0").vcpus(),
                                        both.memory(),
                                        null)),
                        0.25));
        assertKnown(schema("observation"), line);
    }

    private static void assertKnown(JsonNode schema, JsonNode node) {
        if (node.isArray()) {
            node.forEach(item -> assertKnown(schema.get("items"), item));
        }
        node.fieldNames().forEachRemaining(key -> {
            assertThat(schema.get("properties").has(key)).as(key).isTrue();
            assertKnown(schema.get("properties").get(key), node.get(key));
        });
    }

    @Test
    void observationTellsWhatAPolicySees() throws IOException {
        JsonNode line = line(PolicyKind.CPU, demanding(sample(2, 4, placed("vm1", 1, "0-3", "2")), 0.25, 0.5));
        assertThat(line.get("kind").textValue()).isEqualTo("cpu");
        assertThat(line.get("tick").longValue()).isEqualTo(2);
        assertThat(line.get("freeKiB").isNull()).isTrue();
        JsonNode vcpus = line.get("domains").get(0).get("vcpus");
        assertThat(vcpus.get(0).get("affinity").textValue()).isEqualTo("0-3");
        assertThat(vcpus.get(1).get("demand").doubleValue()).isEqualTo(0.5);
        assertThat(StreamSupport.stream(line.get("pcpus").spliterator(), false)
                        .map(pcpu -> pcpu.get("number").intValue()))
                .containsExactly(0, 1, 2, 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"tick\":7}",
                "{\"tick\":7,\"pins\":[{\"domain\":\"vm1\",\"vcpu\":0,\"affinity\":\"0-3\",\"reason\":\"because\"}]}",
                "{\"tick\":7,\"balloons\":[{\"domain\":\"vm1\",\"kib\":524288.5}]}",
            })
    void planThatIsReadIsAsTheSchemaSays(String plan) throws IOException {
        assertThat(faults("plan", JSON.readTree(plan))).isEmpty();
        PolicyKind kind = plan.contains("pins") ? PolicyKind.CPU : PolicyKind.MEMORY;
        assertThat(new PlanReader(kind, sample(7, 4)).plan(JSON.readTree(plan))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"tick\":\"7\"}",
                "{\"tick\":7,\"baloons\":[]}",
                "{\"tick\":7,\"pins\":[{\"domain\":\"vm1\",\"vcpu\":0}]}",
                "{\"tick\":7,\"balloons\":[{\"domain\":\"vm1\",\"kib\":\"600\"}]}",
                "{\"tick\":7,\"balloons\":[{\"domain\":\"vm1\",\"kib\":1,\"mib\":1}]}",
            })
    void planThatIsRefusedIsNotAsTheSchemaSays(String plan) throws IOException {
        assertThat(faults("plan", JSON.readTree(plan))).isNotEmpty();
    }
}
