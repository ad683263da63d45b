package io.equipoise.testbed;

import io.equipoise.traces.InputException;

/**
 * What each guest of the testbed is made of.
 *
 * @param vcpus number of vCPUs
 * @param memoryMib balloon at the start
 * @param maximumMib memory it boots with, and the most its balloon can give back to it
 */
public record GuestShape(int vcpus, long memoryMib, long maximumMib) {

    /** Below this the guest's kernel and its programs do not come up. */
    private static final long LEAST_MIB = 128;

    public GuestShape {
        if (vcpus < 1) {
            throw new InputException("a guest needs at least 1 vCPU, not " + vcpus);
        }
        if (memoryMib < LEAST_MIB) {
            throw new InputException("a guest needs at least " + LEAST_MIB + " MiB, not " + memoryMib);
        }
        if (maximumMib < memoryMib) {
            throw new InputException("a guest's maximum of " + maximumMib + " MiB is less than the " + memoryMib
                    + " MiB it starts with");
        }
    }
}
