package io.equipoise.traces.parquet;

import static io.equipoise.traces.parquet.Column.nullable;
import static io.equipoise.traces.parquet.Column.required;

import io.equipoise.traces.Event;
import io.equipoise.traces.EventType;
import io.equipoise.traces.parquet.Column.Kind;
import java.util.List;
import java.util.Optional;

/** One row per event. */
final class EventTable {
    private static final int TICK = 0;
    private static final int UTC = 1;
    private static final int TYPE = 2;
    private static final int DOMAIN = 3;
    private static final int STAGE = 4;
    private static final int DETAIL = 5;

    static final Table TABLE = Table.of(
            "event",
            List.of(
                    required("tick", Kind.LONG),
                    nullable("utc_us", Kind.TIMESTAMP),
                    required("type", Kind.TEXT),
                    nullable("domain_name", Kind.TEXT),
                    nullable("stage", Kind.INT),
                    required("detail", Kind.TEXT)));

    private EventTable() {}

    static void add(Rows rows, Event event) {
        rows.add(
                event.tick(), event.utcMicros(), Names.of(event.type()), event.domain(), event.stage(), event.detail());
    }

    /** Empty for a type that a later minor version added. */
    static Optional<Event> read(Rows rows, int row) {
        return Names.parse(EventType.class, rows.text(TYPE, row))
                .map(type -> new Event(
                        rows.number(TICK, row),
                        rows.numberOrNull(UTC, row),
                        type,
                        rows.textOrNull(DOMAIN, row),
                        rows.integerOrNull(STAGE, row),
                        rows.text(DETAIL, row)));
    }
}
