package io.equipoise.replay.grade;

/**
 * One check's verdict.
 *
 * @param name the check, with stage and guests where a case has several of the kind: {@code gains stage 1 guest 1}
 * @param evidence names tick, domain or pCPU, value, bound, and which quantity was read
 */
public record Finding(String name, Verdict verdict, String evidence) {}
