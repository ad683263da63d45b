package io.equipoise.reports.fidelity;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.replay.compare.Compared;
import io.equipoise.replay.fidelity.Cell;
import io.equipoise.replay.fidelity.Fidelity;
import io.equipoise.replay.fidelity.Pair;
import io.equipoise.replay.fidelity.Repeated;
import io.equipoise.reports.Numbers;
import io.equipoise.traces.TraceHeader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Fidelity as Markdown: the machine, what is within the target and what is not, and the tables behind it. */
public final class FidelityMarkdown {
    private static final Pattern LOAD = Pattern.compile("demand ([0-9.]+) is '[^']*', measured ([0-9.]+)");

    /** Replayed over the trial's own demand: what is left is not of its load. */
    private static final String OWN = ", from the trial itself";

    private FidelityMarkdown() {}

    /** @param machine names and values of what the trials ran on */
    public static String of(Fidelity fidelity, Map<String, String> machine) {
        StringBuilder text = new StringBuilder("| machine | |\n|---|---|\n");
        machine.forEach((name, value) ->
                text.append("| ").append(name).append(" | ").append(value).append(" |\n"));
        text.append('\n').append(sources(fidelity)).append('\n').append(targets(fidelity));
        if (!fidelity.of(PolicyKind.CPU).isEmpty()) {
            text.append('\n').append(cpu(fidelity.of(PolicyKind.CPU)));
        }
        if (!fidelity.of(PolicyKind.MEMORY).isEmpty()) {
            text.append('\n').append(memory(fidelity.of(PolicyKind.MEMORY)));
        }
        return text.append('\n').append(order(fidelity.pairs())).toString();
    }

    private static MarkdownTable sources(Fidelity fidelity) {
        MarkdownTable table =
                new MarkdownTable("case", "predicted from", "recorded with", "on", "its load", "the trials' load");
        for (Fidelity.Source source : fidelity.sources()) {
            table.row(
                    source.caseName(),
                    source.trace(),
                    source.header().policy() == null
                            ? "unknown"
                            : source.header().policy(),
                    source.header().created().split("T")[0],
                    loads(source.header()),
                    loads(source.trials()));
        }
        return table;
    }

    /** What calibration measured of each load: {@code 0.18: 0.2006}. */
    private static String loads(TraceHeader header) {
        return header.calibration() == null
                ? "as asked"
                : LOAD.matcher(header.calibration())
                        .results()
                        .map(load -> load.group(1) + ": " + load.group(2))
                        .collect(Collectors.joining(", "));
    }

    private static MarkdownTable targets(Fidelity fidelity) {
        MarkdownTable table = new MarkdownTable("target", "held by", "furthest off");
        for (Compared quantity : Fidelity.targets(PolicyKind.CPU)) {
            String within = quantity.text() + " within " + Numbers.text(Fidelity.PCPU_POINTS) + " points";
            List<Cell> cells = fidelity.of(PolicyKind.CPU);
            target(table, within, cells, cell -> cell.error(quantity), Fidelity.PCPU_POINTS);
            target(table, within + OWN, cells, cell -> cell.ownError(quantity), Fidelity.PCPU_POINTS);
        }
        for (Compared quantity : Fidelity.targets(PolicyKind.MEMORY)) {
            String within = quantity.text() + " within " + Numbers.text(Fidelity.MEMORY_PERCENT) + " %";
            target(
                    table,
                    within,
                    fidelity.of(PolicyKind.MEMORY),
                    cell -> cell.errorPercent(quantity),
                    Fidelity.MEMORY_PERCENT);
        }
        int trials =
                fidelity.cells().stream().mapToInt(cell -> cell.trials().size()).sum();
        int same = fidelity.cells().stream().mapToInt(Cell::sameVerdicts).sum();
        table.row("verdict as predicted", same + " of " + trials + " trials", "");
        long agree = fidelity.pairs().stream().filter(Pair::agrees).count();
        table.row(
                "order of policies as predicted",
                agree + " of " + fidelity.pairs().size() + " pairs that trials tell apart",
                "");
        return table;
    }

    private static void target(
            MarkdownTable table, String target, List<Cell> cells, Function<Cell, Repeated> error, double most) {
        int held = 0;
        int shown = 0;
        double worst = -1;
        String where = "";
        for (Cell cell : cells) {
            Double mean = error.apply(cell).mean();
            if (mean != null) {
                shown++;
                held += mean <= most ? 1 : 0;
                if (mean > worst) {
                    worst = mean;
                    where = Cells.mean(error.apply(cell)) + " ("
                            + cell.testCase().name() + " under " + cell.policy() + ")";
                }
            }
        }
        if (shown > 0) {
            table.row(target, held + " of " + shown + " cases and policies", where);
        }
    }

    /** A column of the tables of cells. */
    private record Column(String name, Function<Cell, String> text) {}

    private static final List<Column> WHICH = List.of(
            new Column("case", cell -> cell.testCase().name()),
            new Column("policy", Cell::policy),
            new Column("trials", Cells::trials));

    private static final List<Column> OUTCOME = List.of(
            new Column("predicted", cell -> Cells.ticks(cell.predicted())),
            new Column("verdict", cell -> Cells.verdicts(cell.live())),
            new Column("predicted", cell -> Cells.verdicts(cell.predicted())),
            new Column("checks not as predicted", Cells::changed));

    private static MarkdownTable cpu(List<Cell> cells) {
        return table(
                cells,
                error("pCPU usage, points", Compared.PCPU_USAGE),
                new Column("predicted less live", cell -> Cells.figure(cell.bias(Compared.PCPU_USAGE))),
                between("between trials", Compared.PCPU_USAGE),
                new Column("from the trial itself", cell -> Cells.figure(cell.ownError(Compared.PCPU_USAGE))),
                error("over 5 ticks", Compared.PCPU_WINDOWS),
                between("between trials", Compared.PCPU_WINDOWS),
                error("vCPU usage, points", Compared.VCPU_USAGE),
                between("between trials", Compared.VCPU_USAGE),
                new Column("ticks to balance", cell -> Cells.ticks(cell.live())));
    }

    private static MarkdownTable memory(List<Cell> cells) {
        return table(
                cells,
                error("balloon, MiB", Compared.BALLOON),
                percent(Compared.BALLOON),
                between("between trials, MiB", Compared.BALLOON),
                error("unused, MiB", Compared.UNUSED),
                percent(Compared.UNUSED),
                between("between trials, MiB", Compared.UNUSED),
                new Column("movement begins, ticks", cell -> Cells.ticks(cell.live())));
    }

    private static Column error(String name, Compared quantity) {
        return new Column(name, cell -> Cells.figure(cell.error(quantity)));
    }

    private static Column percent(Compared quantity) {
        return new Column("%", cell -> Cells.mean(cell.errorPercent(quantity)));
    }

    private static Column between(String name, Compared quantity) {
        return new Column(name, cell -> Cells.mean(cell.noise(quantity)));
    }

    private static MarkdownTable table(List<Cell> cells, Column... figures) {
        List<Column> columns = new ArrayList<>(WHICH);
        columns.addAll(List.of(figures));
        columns.addAll(OUTCOME);
        MarkdownTable table =
                new MarkdownTable(columns.stream().map(Column::name).toArray(String[]::new));
        for (Cell cell : cells) {
            table.row(columns.stream().map(column -> column.text().apply(cell)).toArray(String[]::new));
        }
        return table;
    }

    private static String order(List<Pair> pairs) {
        if (pairs.isEmpty()) {
            return "No pair of policies differs live by more than the spread between repeated trials.\n";
        }
        Map<List<String>, List<Pair>> scores = new LinkedHashMap<>();
        for (Pair pair : pairs) {
            scores.computeIfAbsent(List.of(pair.caseName(), pair.score()), none -> new ArrayList<>())
                    .add(pair);
        }
        MarkdownTable table =
                new MarkdownTable("case", "score", "pairs told apart", "in the predicted order", "not so predicted");
        scores.forEach((key, some) -> {
            List<Pair> wrong = some.stream().filter(pair -> !pair.agrees()).toList();
            table.row(
                    key.get(0),
                    key.get(1),
                    Integer.toString(some.size()),
                    Integer.toString(some.size() - wrong.size()),
                    String.join("; ", wrong.stream().map(FidelityMarkdown::text).toList()));
        });
        return table.toString();
    }

    private static String text(Pair pair) {
        return pair.better() + " before " + pair.worse() + " by " + Numbers.text(Math.abs(pair.live()))
                + ", predicted "
                + (pair.predicted() == 0 ? "alike" : "behind by " + Numbers.text(Math.abs(pair.predicted())));
    }
}
