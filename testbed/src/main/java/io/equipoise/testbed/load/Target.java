package io.equipoise.testbed.load;

import io.equipoise.traces.InputException;

/**
 * A demand that a load is wanted for.
 *
 * @param demand share of one pCPU that each vCPU would use uncontended
 * @param open whether the load keeps a timer's pace
 */
public record Target(double demand, boolean open) {

    /** Below, a tick shows too little of it; above, guests that share a pCPU say little about demand. */
    private static final double LEAST = 0.02;

    private static final double MOST = 0.35;

    public Target {
        if (!(demand >= LEAST && demand <= MOST)) {
            throw new InputException(
                    "a CPU load is calibrated for a demand of " + LEAST + " to " + MOST + " of a pCPU, not " + demand);
        }
    }
}
