package io.equipoise.coordinator.policy;

/** Leaves everything as it is: what every other policy is compared with. */
public final class NonePolicy implements Policy {

    @Override
    public Plan decide(Observation seen) {
        return Plan.NOTHING;
    }

    @Override
    public boolean looks() {
        return false;
    }

    /** {@code none} for CPUs. */
    public static final class CpuFactory extends ShippedFactory {
        public CpuFactory() {
            super("none", PolicyKind.CPU, "Leaves every affinity as it is.", NonePolicy::new);
        }
    }

    /** {@code none} for memory. */
    public static final class MemoryFactory extends ShippedFactory {
        public MemoryFactory() {
            super("none", PolicyKind.MEMORY, "Leaves every balloon as it is.", NonePolicy::new);
        }
    }
}
