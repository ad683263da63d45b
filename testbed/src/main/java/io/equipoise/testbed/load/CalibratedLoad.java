package io.equipoise.testbed.load;

/**
 * A load and the demand that was measured of it.
 *
 * @param load what the guest is told
 * @param measured its demand, uncontended, as a share of one pCPU
 * @param waited share of the measuring time that the vCPU waited for its pCPU: how much others disturbed
 */
public record CalibratedLoad(CpuLoad load, double measured, double waited) {}
