package io.equipoise.traces;

/** A vCPU, by its domain's UUID and its number. */
public record VcpuId(String domain, int number) {}
