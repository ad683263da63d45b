package io.equipoise.replay.run;

import static io.equipoise.replay.run.Shown.run;
import static io.equipoise.replay.run.Shown.vcpu;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.equipoise.coordinator.policy.ConfiguredFactory;
import io.equipoise.coordinator.policy.Plan;
import io.equipoise.coordinator.policy.Policies;
import io.equipoise.coordinator.policy.Policy;
import io.equipoise.coordinator.policy.PolicyFactory;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.coordinator.policy.Setting;
import io.equipoise.coordinator.policy.Settings;
import io.equipoise.replay.cases.Case.Placement;
import io.equipoise.replay.cases.Cases;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.EventType;
import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.TraceHeader;
import io.equipoise.traces.VcpuSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final long MIB = Recording.MIB;
    private static final PolicyFactory NO_CPU = Policies.named(PolicyKind.CPU, "none");
    private static final PolicyFactory NO_MEMORY = Policies.named(PolicyKind.MEMORY, "none");

    @Test
    void aCrowdedReplayUsesLessAndShowsTheSameDemand() {
        MemoryTrace recorded = eight().trace();
        MemoryTrace replayed = Replay.run(recorded, cpu(2, Placement.FIRST), NO_CPU);

        VcpuSample crowded = vcpu(replayed, 59, 0);
        assertThat(crowded.affinity()).isEqualTo(CpuSet.of(0));
        assertThat(crowded.pcpu()).isZero();
        assertThat(crowded.timeNanos()).isLessThan(vcpu(recorded, 59, 0).timeNanos() * 9 / 10);
        RecordedDemand again = RecordedDemand.of(replayed);
        assertThat(again.demand(30, 0)).isCloseTo(0.26, within(1e-6));
        assertThat(again.demand(30, 1)).isCloseTo(0.12, within(1e-6));
    }

    @Test
    void countersAreConserved() {
        MemoryTrace replayed = Replay.run(eight().hostLoad(0.1).trace(), cpu(3, Placement.FREE), NO_CPU);
        Sample last = replayed.samples().get(59);

        long busy = last.pcpus().stream()
                .mapToLong(pcpu -> Objects.requireNonNull(pcpu.busyNanos()))
                .sum();
        long ran = last.domains().stream()
                .mapToLong(domain -> Objects.requireNonNull(domain.cpuTimeNanos()))
                .sum();
        long host = Math.round(59 * 4 * 0.1 * Recording.SECOND);
        assertThat(busy - ran).isCloseTo(host, within(1000L));
        assertThat(last.pcpus())
                .allSatisfy(pcpu -> assertThat(
                                Objects.requireNonNull(pcpu.busyNanos()) + Objects.requireNonNull(pcpu.idleNanos()))
                        .isEqualTo(59 * Recording.SECOND));
        assertThat(vcpu(replayed, 59, 0).pcpu()).isNull();
    }

    @Test
    void aPinHoldsFromTheNextInterval() {
        ModelHost host = new ModelHost(RecordedDemand.of(eight().trace()), cpu(4, Placement.FIRST), null);
        host.observe(0).made();
        Sample crowded = host.observe(1).made();
        assertThat(host.pin("uuid-vm2", 0, CpuSet.of(1))).isEqualTo("ok");
        Sample moved = host.observe(2).made();

        assertThat(crowded.domains().get(1).vcpus().get(0).affinity()).isEqualTo(CpuSet.of(0));
        assertThat(crowded.pcpus().get(1).busyNanos()).isZero();
        assertThat(moved.domains().get(1).vcpus().get(0).affinity()).isEqualTo(CpuSet.of(1));
        assertThat(moved.pcpus().get(1).busyNanos()).isCloseTo(Recording.SECOND * 12 / 100, within(1000L));
    }

    @Test
    void theReplayIsNamedAndKeepsTheLoadsEvents() {
        MemoryTrace recorded = eight().event(10, EventType.LOAD_ONSET)
                .event(20, EventType.POLICY_CHANGED)
                .trace();
        MemoryTrace replayed = Replay.run(RecordedDemand.of("traces/x", recorded), cpu(4, Placement.FREE), NO_CPU);

        assertThat(replayed.header().source()).isEqualTo(TraceHeader.Source.REPLAY);
        assertThat(replayed.header().note()).contains("traces/x", "policy none on 4 pCPUs", "closed queueing network");
        assertThat(replayed.header().caseName()).isEqualTo("cpu-x");
        assertThat(replayed.events()).extracting(event -> event.type()).containsExactly(EventType.LOAD_ONSET);
        assertThat(replayed.loads()).isEqualTo(recorded.loads());
        assertThat(Replay.run(recorded, cpu(4, Placement.FREE), NO_CPU))
                .isEqualTo(Replay.run(recorded, cpu(4, Placement.FREE), NO_CPU));
    }

    @Test
    void theLoadTableIsNeverRead() {
        MemoryTrace recorded = eight().trace();
        MemoryTrace blind = new MemoryTrace(
                recorded.header(), recorded.samples(), recorded.events(), List.of(), recorded.decisions());

        assertThat(Replay.run(blind, cpu(2, Placement.FIRST), NO_CPU).samples())
                .isEqualTo(Replay.run(recorded, cpu(2, Placement.FIRST), NO_CPU).samples());
    }

    @Test
    void guestsComeAndGoAsRecorded() {
        MemoryTrace recorded = new Recording(2, 40)
                .guest(tick -> 0.5, tick -> 100, 0, 39)
                .guest(tick -> 0.5, tick -> 100, 10, 29)
                .trace();
        MemoryTrace replayed = Replay.run(recorded, memory(3072), NO_MEMORY);

        assertThat(replayed.samples().get(9).domains()).hasSize(1);
        assertThat(replayed.samples().get(10).domains()).hasSize(2);
        assertThat(vcpu(replayed, 10, 1).timeNanos()).isZero();
        assertThat(run(replayed, 20, 1)).isCloseTo(Recording.SECOND / 2, within(1000L));
        assertThat(replayed.samples().get(30).domains()).hasSize(1);
        assertThat(replayed.samples().get(9).host().freeKiB()).isEqualTo((3072 - 512) * MIB);
        assertThat(replayed.samples().get(20).host().freeKiB()).isEqualTo((3072 - 1024) * MIB);
        assertThat(replayed.samples().get(30).host().freeKiB()).isEqualTo((3072 - 512) * MIB);
    }

    @Test
    void theModelHostAnswersLikeLibvirt() {
        RecordedDemand recorded =
                RecordedDemand.of(new Recording(2, 5).memory(tick -> 90).trace());
        ModelHost host = new ModelHost(recorded, memory(2048), 2048 * MIB);
        host.observe(0);

        assertThat(host.pin("uuid-vm1", 0, CpuSet.of(1))).isEqualTo("ok");
        assertThat(host.pin("uuid-vm1", 0, CpuSet.of(1, 7))).contains("'1,7'", "0-1");
        assertThat(host.pin("uuid-vm1", 3, CpuSet.of(1))).contains("vCPU 3");
        assertThat(host.balloon("uuid-vm1", 600 * MIB)).isEqualTo("ok");
        assertThat(host.balloon("uuid-vm1", 4096 * MIB)).contains("max memory");
        assertThat(host.balloon("nobody", 600 * MIB)).contains("'nobody'");
    }

    @Test
    void aReplayOfItsOwnTraceIsExact() {
        MemoryTrace truth = Replay.run(eight().trace(), cpu(4, Placement.SPREAD), NO_CPU);

        SelfCheck check = SelfCheck.of(RecordedDemand.of(truth));
        assertThat(check.pcpuUsagePoints()).isLessThan(1e-3);
        assertThat(check.vcpuUsagePoints()).isLessThan(1e-3);
        assertThat(check.balloonMib()).isNull();
    }

    @Test
    void theSelfCheckSeesADifference() {
        MemoryTrace recorded = new Recording(2, 60).memory(tick -> 90).trace();
        SelfCheck check = SelfCheck.between(recorded, Replay.run(recorded, memory(2048), NO_MEMORY));

        assertThat(check.balloonMib()).isCloseTo(1536, within(1e-9));
        assertThat(check.unusedMib()).isCloseTo(1536, within(1e-9));
        assertThat(SelfCheck.of(RecordedDemand.of(recorded)).unusedMib()).isCloseTo(0, within(1e-9));
        assertThat(SelfCheck.between(eight().trace(), Replay.run(eight().trace(), cpu(4, Placement.FIRST), NO_CPU))
                        .pcpuUsagePoints())
                .isGreaterThan(20);
    }

    @Test
    void aCaseSaysWhereItStarts() {
        ReplaySetup setup = ReplaySetup.of(Cases.named("memory-1"));

        assertThat(setup.balloonKiB()).isEqualTo(512 * MIB);
        assertThat(setup.memoryBudgetKiB()).isEqualTo(3072 * MIB);
        assertThat(ReplaySetup.of(Cases.named("cpu-1")).withPcpus(8))
                .isEqualTo(new ReplaySetup("cpu-1", 8, null, Placement.FIRST, null));
    }

    private static Recording eight() {
        Recording recording = new Recording(4, 60);
        for (int g = 0; g < 8; g++) {
            double demand = g % 2 == 0 ? 0.26 : 0.12;
            recording.cpu(tick -> demand);
        }
        return recording;
    }

    private static ReplaySetup cpu(int pcpus, Placement placement) {
        return new ReplaySetup("cpu-x", pcpus, null, placement, null);
    }

    private static ReplaySetup memory(long budgetMib) {
        return new ReplaySetup("memory-x", 2, budgetMib * MIB, Placement.FREE, 512 * MIB);
    }

    @Test
    void policyThatKnowsTheFutureIsToldItWithItsSettingsToo() {
        Setting step = Setting.whole("step", 1, 1, 9, "", "test");
        List<Settings> told = new ArrayList<>();
        FutureFactory knowing = new FutureFactory() {
            @Override
            public String name() {
                return "knowing";
            }

            @Override
            public PolicyKind kind() {
                return PolicyKind.CPU;
            }

            @Override
            public String summary() {
                return "Knows.";
            }

            @Override
            public List<Setting> settings() {
                return List.of(step);
            }

            @Override
            public Policy create(RecordedDemand future) {
                return create(future, Settings.STANDARD);
            }

            @Override
            public Policy create(RecordedDemand future, Settings settings) {
                told.add(settings);
                return seen -> Plan.NOTHING;
            }
        };

        Replay.run(
                eight().trace(),
                cpu(4, Placement.FREE),
                ConfiguredFactory.with(knowing, "knowing:step=4", "step", "4"));

        assertThat(told)
                .singleElement()
                .satisfies(settings -> assertThat(settings.whole(step)).isEqualTo(4));
    }
}
