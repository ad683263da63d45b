package io.equipoise.coordinator.loop;

import io.equipoise.coordinator.policy.Policy;
import io.equipoise.traces.Decision;

/** A policy in a run, with the name that its decisions carry and what becomes of its plans. */
public record ActivePolicy(String name, Policy policy, Decision.Role role) {}
