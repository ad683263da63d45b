package io.equipoise.testbed.trial;

import io.equipoise.coordinator.libvirt.LibvirtHost;
import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.cases.Case;
import io.equipoise.replay.cases.GuestOrder;
import io.equipoise.testbed.Await;
import io.equipoise.traces.CpuSet;
import io.equipoise.traces.DomainSample;
import io.equipoise.traces.MemorySample;
import io.equipoise.traces.PcpuSample;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuSample;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Puts the guests where a case wants them before its load begins. */
final class StartState {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private StartState() {}

    /**
     * Sets the affinity of every vCPU and every balloon, and waits until every guest reports to have it.
     *
     * @param balloonKiB of each guest
     * @return what was seen then
     */
    static Sample set(Case testCase, LibvirtHost host, long balloonKiB) throws IOException {
        Sample seen = awaitSample(
                host, testCase.guests() + " guests", sample -> sample.domains().size() == testCase.guests());
        pin(testCase, host, seen);
        for (DomainSample domain : seen.domains()) {
            if (!has(domain.memory(), balloonKiB)) {
                require(domain, "be ballooned", host.balloon(domain.uuid(), balloonKiB));
            }
        }
        return awaitSample(
                host,
                "every guest's report of its balloon",
                sample -> sample.domains().size() == testCase.guests()
                        && sample.domains().stream().allMatch(domain -> has(domain.memory(), balloonKiB)));
    }

    static Sample awaitSample(LibvirtHost host, String what, Predicate<Sample> wanted) throws IOException {
        AtomicReference<@Nullable Sample> newest = new AtomicReference<>();
        Await.until(what, LIMIT, () -> {
            host.sample(0).ifPresent(newest::set);
            Sample sample = newest.get();
            return sample != null && wanted.test(sample);
        });
        return Objects.requireNonNull(newest.get());
    }

    private static void pin(Case testCase, LibvirtHost host, Sample now) throws IOException {
        List<Integer> pcpus = now.pcpus().stream().map(PcpuSample::number).toList();
        IntFunction<CpuSet> affinities = testCase.start().placement().over(pcpus);
        int position = 0;
        for (DomainSample domain : GuestOrder.of(PolicyKind.CPU, now.domains())) {
            for (VcpuSample vcpu : domain.vcpus()) {
                String answer = host.pin(domain.uuid(), vcpu.number(), affinities.apply(position++));
                require(domain, "be pinned", answer);
            }
        }
    }

    private static void require(DomainSample domain, String what, String answer) throws IOException {
        if (!answer.equals("ok")) {
            throw new IOException(domain.name() + " cannot " + what + " for the case's start: " + answer);
        }
    }

    /** Whether a guest's report that can be relied on shows this balloon. */
    private static boolean has(@Nullable MemorySample memory, long balloonKiB) {
        return memory != null
                && memory.fault() == null
                && memory.unusedKiB() != null
                && Objects.equals(memory.currentKiB(), balloonKiB);
    }
}
