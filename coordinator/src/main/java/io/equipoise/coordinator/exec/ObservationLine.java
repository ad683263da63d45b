package io.equipoise.coordinator.exec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.equipoise.coordinator.policy.Limits;
import io.equipoise.coordinator.policy.Observation;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.HostSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuId;
import io.equipoise.traces.VcpuSample;
import io.equipoise.traces.demand.MemoryNeed;
import io.equipoise.traces.demand.VcpuDemand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a policy sees as one line of JSON, as {@code observation.schema.json} describes it; what is missing is null. */
final class ObservationLine {
    /** The protocol's version; a later one only adds keys. */
    static final int VERSION = 1;

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;
    private final Observation seen;

    private ObservationLine(JsonGenerator json, Observation seen) {
        this.json = json;
        this.seen = seen;
    }

    /** The line in UTF-8, with its line break. */
    static byte[] of(PolicyKind kind, Observation seen) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            new ObservationLine(json, seen).write(kind);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        line.write('\n');
        return line.toByteArray();
    }

    private void write(PolicyKind kind) throws IOException {
        Sample sample = seen.sample();
        json.writeStartObject();
        json.writeNumberField("version", VERSION);
        json.writeStringField("kind", kind.name().toLowerCase(Locale.ROOT));
        json.writeNumberField("tick", sample.tick());
        number("utcMicros", sample.utcMicros());
        json.writeNumberField("monotonicNanos", sample.monotonicNanos());
        number("freeKiB", seen.freeKiB());
        json.writeNumberField("pendingKiB", seen.pendingKiB());
        limits(seen.limits());
        host(sample.host());
        json.writeArrayFieldStart("pcpus");
        for (PcpuSample pcpu : sample.pcpus()) {
            json.writeStartObject();
            json.writeNumberField("number", pcpu.number());
            number("busyNanos", pcpu.busyNanos());
            number("idleNanos", pcpu.idleNanos());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("domains");
        for (DomainSample domain : sample.domains()) {
            domain(domain);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void limits(Limits limits) throws IOException {
        json.writeObjectFieldStart("limits");
        json.writeNumberField("unusedKiB", limits.unusedKiB());
        json.writeNumberField("guestFloorKiB", limits.guestFloorKiB());
        json.writeNumberField("reserveKiB", limits.reserveKiB());
        json.writeNumberField("largestTake", limits.largestTake());
        json.writeNumberField("largestGiveKiB", limits.largestGiveKiB());
        number("guestCeilingKiB", limits.guestCeilingKiB() == Limits.NO_CEILING ? null : limits.guestCeilingKiB());
        json.writeNumberField("deadBandKiB", limits.deadBandKiB());
        json.writeNumberField("staleSeconds", limits.staleSeconds());
        json.writeNumberField("stuckSamples", limits.stuckSamples());
        json.writeEndObject();
    }

    private void host(HostSample host) throws IOException {
        json.writeObjectFieldStart("host");
        number("totalKiB", host.totalKiB());
        number("freeKiB", host.freeKiB());
        number("cachedKiB", host.cachedKiB());
        json.writeEndObject();
    }

    private void domain(DomainSample domain) throws IOException {
        json.writeStartObject();
        json.writeStringField("uuid", domain.uuid());
        json.writeStringField("name", domain.name());
        json.writeNumberField("id", domain.id());
        json.writeStringField("state", domain.state().name().toLowerCase(Locale.ROOT));
        number("cpuTimeNanos", domain.cpuTimeNanos());
        number("maximumKiB", domain.maximumKiB());
        number("cpuShares", domain.cpuShares());
        json.writeStringField("missing", domain.missing());
        json.writeArrayFieldStart("vcpus");
        for (VcpuSample vcpu : domain.vcpus()) {
            vcpu(domain, vcpu);
        }
        json.writeEndArray();
        memory(domain.memory(), seen.demand().memory().get(domain.uuid()));
        json.writeEndObject();
    }

    private void vcpu(DomainSample domain, VcpuSample vcpu) throws IOException {
        VcpuDemand demand = seen.demand().vcpus().get(new VcpuId(domain.uuid(), vcpu.number()));
        json.writeStartObject();
        json.writeNumberField("number", vcpu.number());
        json.writeStringField("state", vcpu.state().name().toLowerCase(Locale.ROOT));
        number("timeNanos", vcpu.timeNanos());
        number("delayNanos", vcpu.delayNanos());
        number("pcpu", vcpu.pcpu() == null ? null : Long.valueOf(vcpu.pcpu()));
        json.writeStringField(
                "affinity", vcpu.affinity() == null ? null : vcpu.affinity().toString());
        json.writeFieldName("demand");
        if (demand == null) {
            json.writeNull();
        } else {
            json.writeNumber(demand.value());
        }
        json.writeBooleanField("censored", demand != null && demand.censored());
        json.writeEndObject();
    }

    private void memory(@Nullable MemorySample memory, @Nullable MemoryNeed need) throws IOException {
        if (memory == null) {
            json.writeNullField("memory");
            return;
        }
        json.writeObjectFieldStart("memory");
        number("currentKiB", memory.currentKiB());
        number("unusedKiB", memory.unusedKiB());
        number("usableKiB", memory.usableKiB());
        number("availableKiB", memory.availableKiB());
        number("diskCachesKiB", memory.diskCachesKiB());
        number("swapInKiB", memory.swapInKiB());
        number("swapOutKiB", memory.swapOutKiB());
        number("majorFaults", memory.majorFaults());
        number("minorFaults", memory.minorFaults());
        number("rssKiB", memory.rssKiB());
        number("reportedAt", memory.reportedAt());
        json.writeStringField(
                "fault", memory.fault() == null ? null : memory.fault().name().toLowerCase(Locale.ROOT));
        number("needKiB", need == null ? null : Long.valueOf(need.needKiB()));
        json.writeEndObject();
    }

    private void number(String name, @Nullable Long value) throws IOException {
        json.writeFieldName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
    }
}
