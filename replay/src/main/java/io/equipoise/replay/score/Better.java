package io.equipoise.replay.score;

/** Which way a score improves. */
public enum Better {
    LOWER,
    HIGHER,
    /** It only describes. */
    NEITHER
}
