package io.equipoise.replay.run;

/** Which end of an uncertain demand is replayed. */
public enum DemandEnd {
    /** The one that the load is known to have, or that of a closed load where nothing tells; what is censored from below. */
    CHOSEN,
    /** Every load that may be open is, and nothing hides behind contention. */
    LOW,
    /** Every load that may be closed is, and what is censored wants all it can get. */
    HIGH
}
