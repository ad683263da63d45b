package io.equipoise.traces.parquet;

/** A column of a table; its name carries its unit. */
record Column(String name, Kind kind, boolean nullable) {

    /** What a column's values are; all but texts are held as longs, a real number as its bits. */
    enum Kind {
        INT,
        LONG,
        /** Microseconds since the epoch, UTC. */
        TIMESTAMP,
        REAL,
        FLAG,
        TEXT
    }

    static Column required(String name, Kind kind) {
        return new Column(name, kind, false);
    }

    static Column nullable(String name, Kind kind) {
        return new Column(name, kind, true);
    }
}
