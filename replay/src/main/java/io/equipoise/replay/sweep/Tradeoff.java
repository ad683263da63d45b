package io.equipoise.replay.sweep;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.score.Better;
import java.util.Arrays;
import java.util.List;

/** Two scores of which a policy can better one at the price of the other. */
public enum Tradeoff {
    /** How evenly pCPUs are used, against what that takes. */
    BALANCE_AND_MOVES(PolicyKind.CPU, "deviation", 0.5, "affinity changes", Better.LOWER),
    /** How often guests lack memory, against what is left to the host. */
    HARM_AND_FREE(PolicyKind.MEMORY, "floor violations", 0.5, SweepScores.MEAN_FREE, Better.HIGHER),
    /** The same against how much is moved about. */
    HARM_AND_MOVED(PolicyKind.MEMORY, "floor violations", 0.5, "memory moved", Better.LOWER);

    private final PolicyKind kind;
    private final String harm;
    private final double grain;
    private final String price;
    private final Better priceBetter;

    Tradeoff(PolicyKind kind, String harm, double grain, String price, Better priceBetter) {
        this.kind = kind;
        this.harm = harm;
        this.grain = grain;
        this.price = price;
        this.priceBetter = priceBetter;
    }

    /** Those of a kind; by the first of them the best settings are chosen. */
    public static List<Tradeoff> of(PolicyKind kind) {
        return Arrays.stream(values()).filter(tradeoff -> tradeoff.kind == kind).toList();
    }

    /** Name of the score that is to be low above all. */
    public String harm() {
        return harm;
    }

    /** Harm of which less makes no difference even to a model without error, in the score's unit. */
    public double grain() {
        return grain;
    }

    /** Name of the score that it costs. */
    public String price() {
        return price;
    }

    /** Which way the price is good. */
    public Better priceBetter() {
        return priceBetter;
    }
}
