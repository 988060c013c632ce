package io.fundwire.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The results as Markdown.
///
/// @param many how many clients are idle
/// @param load of the machine by others, before the first figure
/// @param rounds how often each was measured
/// @param notes what readers should know besides; a round may repeat those of the one before
record Page(Results results, int many, double load, int rounds, List<String> notes) {

    private static final Path DOCUMENT = Path.of("docs", "performance.md");
    private static final Path PLOT = Path.of("docs", "performance.svg");
    private static final String BEGIN =
            "<!-- figures: written by ./benchmarks/run against-peers --record -->\n";
    private static final String END = "<!-- end of figures -->\n";

    String text() {
        var lines = new ArrayList<String>();
        lines.add(
                "On %s, on %s, with a load average of %.1f before it began; each figure is the median of %d."
                        .formatted(LocalDate.now(ZoneOffset.UTC), machine(), load, rounds));
        lines.add("");
        List<Column> columns = Column.all(many);
        table(lines, columns, column -> column::of);
        lines.add(everyone());
        if (results.has(Peer.LIMIT)) {
            lines.add("");
            lines.add("As multiples of the limit's (for rates more is better, else less):");
            lines.add("");
            table(
                    lines,
                    columns.stream().filter(Column::compared).toList(),
                    column -> column::ratio);
        }
        lines.add("");
        lines.add("| aim | | measured | |");
        lines.add("|---|---|---|---|");
        Aims.of(results).forEach(aim -> lines.add(aim.row()));
        lines.add("");
        notes.stream().distinct().forEach(note -> lines.add("- " + note));
        return String.join("\n", lines).strip() + "\n";
    }

    /// What stands in a row of a column.
    private interface Cell {
        String of(Results results, String peer);
    }

    private void table(List<String> lines, List<Column> columns, Function<Column, Cell> cells) {
        lines.add("| | " + joined(columns, Column::heading));
        lines.add("|---|" + "---|".repeat(columns.size()));
        for (String peer : List.of(Peer.LIMIT, Peer.NODE, Peer.FUNDWIRE)) {
            if (results.has(peer)) {
                lines.add(
                        "| %s | ".formatted(peer)
                                + joined(columns, column -> cells.apply(column).of(results, peer)));
            }
        }
    }

    private static String joined(List<Column> columns, Function<Column, String> cell) {
        return columns.stream().map(cell).collect(Collectors.joining(" | ", "", " |"));
    }

    private String everyone() {
        var columns = Column.all(many);
        return "| Fundwire, one notification to everyone, kept on disk | "
                + columns.getFirst().in(Scenario.EVERYONE).of(results, Peer.FUNDWIRE)
                + " |".repeat(columns.size());
    }

    private static String machine() {
        return "%d cores, %s %s, Java %s, Node %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        Runtime.version(),
                        Tool.says("node", "--version"));
    }

    /// Puts it where `docs/performance.md` has the figures of the last time.
    void record() throws IOException {
        String document = Files.readString(DOCUMENT);
        int begin = document.indexOf(BEGIN) + BEGIN.length();
        int end = document.indexOf(END);
        String plot = "\n![CPU time of each unit of work](performance.svg)\n";
        Files.writeString(
                DOCUMENT, document.substring(0, begin) + text() + plot + document.substring(end));
        Files.writeString(PLOT, new Plot(results).svg());
    }
}
