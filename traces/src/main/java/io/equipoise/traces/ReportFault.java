package io.equipoise.traces;

/** Why a guest's memory report cannot be relied on; they are different faults with different cures. */
public enum ReportFault {
    /** The guest is not asked for reports: its statistics period is unset. */
    NO_PERIOD,
    /** It was asked, but no balloon driver ever reported. */
    NO_DRIVER,
    /** No new report came for three periods. */
    STALE,
    /** The balloon changed after the report that stands beside it. */
    TORN
}
