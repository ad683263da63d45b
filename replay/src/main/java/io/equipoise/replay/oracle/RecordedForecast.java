package io.equipoise.replay.oracle;

import io.equipoise.coordinator.policy.cpu.Forecast;
import io.equipoise.replay.run.RecordedDemand;
import io.equipoise.traces.Sample;
import io.equipoise.traces.VcpuId;
import java.util.HashMap;
import java.util.Map;

/** Foretells a replay's demand from what it stands on. */
final class RecordedForecast implements Forecast {
    private final RecordedDemand recorded;
    private final Map<VcpuId, Integer> vcpus = new HashMap<>();
    private final Map<Long, Integer> next = new HashMap<>();

    RecordedForecast(RecordedDemand recorded) {
        this.recorded = recorded;
        for (VcpuId vcpu : recorded.vcpus()) {
            vcpus.put(vcpu, vcpus.size());
        }
        Sample before = recorded.samples().get(0);
        for (Sample sample : recorded.samples().subList(1, recorded.samples().size())) {
            next.put(before.tick(), next.size() + 1);
            before = sample;
        }
    }

    @Override
    public boolean reaches(long tick) {
        return next.containsKey(tick);
    }

    @Override
    public double demand(long tick, VcpuId vcpu) {
        Integer interval = next.get(tick);
        Integer number = vcpus.get(vcpu);
        double demand = interval == null || number == null ? 0 : recorded.demand(interval, number);
        return Double.isNaN(demand) ? 0 : demand;
    }

    @Override
    public double[] hostLoad(long tick, int pcpus) {
        double[] load = new double[pcpus];
        Integer interval = next.get(tick);
        if (interval != null) {
            recorded.competing(interval, load);
        }
        return load;
    }
}
