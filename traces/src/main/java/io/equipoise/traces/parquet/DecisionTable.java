package io.equipoise.traces.parquet;

import static io.equipoise.traces.parquet.Column.nullable;
import static io.equipoise.traces.parquet.Column.required;

import io.equipoise.traces.CpuSet;
import io.equipoise.traces.Decision;
import io.equipoise.traces.Decision.Role;
import io.equipoise.traces.Decision.Value;
import io.equipoise.traces.InputException;
import io.equipoise.traces.parquet.Column.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row per target of a decision; a value takes two columns, of which at most one is set. */
final class DecisionTable {
    private static final int TICK = 0;
    private static final int POLICY = 1;
    private static final int ROLE = 2;
    private static final int DOMAIN = 3;
    private static final int VCPU = 4;
    private static final int PLANNED = 5;
    private static final int GUARDED = 7;
    private static final int GUARD = 9;
    private static final int REASON = 10;
    private static final int SENT = 11;
    private static final int ANSWER = 12;
    private static final int OBSERVED = 13;
    private static final int OBSERVED_TICK = 15;
    private static final int DURATION = 16;
    private static final int ERROR = 17;

    static final Table TABLE = Table.of(
            "decision",
            List.of(
                    required("tick", Kind.LONG),
                    required("policy", Kind.TEXT),
                    required("role", Kind.TEXT),
                    nullable("uuid", Kind.TEXT),
                    nullable("vcpu", Kind.INT),
                    nullable("planned_affinity", Kind.TEXT),
                    nullable("planned_kib", Kind.LONG),
                    nullable("guarded_affinity", Kind.TEXT),
                    nullable("guarded_kib", Kind.LONG),
                    nullable("guard", Kind.TEXT),
                    nullable("reason", Kind.TEXT),
                    nullable("sent_us", Kind.TIMESTAMP),
                    nullable("answer", Kind.TEXT),
                    nullable("observed_affinity", Kind.TEXT),
                    nullable("observed_kib", Kind.LONG),
                    nullable("observed_tick", Kind.LONG),
                    nullable("duration_ns", Kind.LONG),
                    nullable("error", Kind.TEXT)));

    private DecisionTable() {}

    static void add(Rows rows, Decision decision) {
        rows.add(
                decision.tick(),
                decision.policy(),
                Names.of(decision.role()),
                decision.domain(),
                decision.vcpu(),
                affinity(decision.planned()),
                kib(decision.planned()),
                affinity(decision.guarded()),
                kib(decision.guarded()),
                decision.guard(),
                decision.reason(),
                decision.sentMicros(),
                decision.answer(),
                affinity(decision.observed()),
                kib(decision.observed()),
                decision.observedTick(),
                decision.durationNanos(),
                decision.error());
    }

    static Decision read(Rows rows, int row, CpuLists lists) {
        String role = rows.text(ROLE, row);
        return new Decision(
                rows.number(TICK, row),
                rows.text(POLICY, row),
                Names.parse(Role.class, role).orElseThrow(() -> new InputException("'" + role + "' is no role")),
                rows.textOrNull(DOMAIN, row),
                rows.integerOrNull(VCPU, row),
                value(rows, PLANNED, row, lists),
                value(rows, GUARDED, row, lists),
                rows.textOrNull(GUARD, row),
                rows.textOrNull(REASON, row),
                rows.numberOrNull(SENT, row),
                rows.textOrNull(ANSWER, row),
                value(rows, OBSERVED, row, lists),
                rows.numberOrNull(OBSERVED_TICK, row),
                rows.numberOrNull(DURATION, row),
                rows.textOrNull(ERROR, row));
    }

    private static @Nullable String affinity(@Nullable Value value) {
        return value == null ? null : CpuLists.text(value.affinity());
    }

    private static @Nullable Long kib(@Nullable Value value) {
        return value == null ? null : value.balloonKiB();
    }

    private static @Nullable Value value(Rows rows, int column, int row, CpuLists lists) {
        CpuSet affinity = lists.parse(rows.textOrNull(column, row));
        if (affinity != null) {
            return Value.of(affinity);
        }
        Long kib = rows.numberOrNull(column + 1, row);
        return kib == null ? null : Value.ofKiB(kib);
    }
}
