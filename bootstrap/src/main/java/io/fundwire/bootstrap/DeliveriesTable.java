package io.fundwire.bootstrap;

import io.fundwire.adapters.json.Printable;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What became of a notification with each addressee, as a table for people: aligned columns, and a
/// dash for what did not happen.
///
/// @param rows the cells, the heading first
record DeliveriesTable(List<List<String>> rows) {

    /// What is shown: of queueing and writing the first time.
    private static final List<Column> COLUMNS =
            List.of(
                    new Column("USER", "userId"),
                    new Column("STATUS", "status"),
                    new Column("QUEUED", "firstQueuedAt"),
                    new Column("WRITTEN", "firstWrittenAt"),
                    new Column("RECEIVED", "receivedAt"),
                    new Column("READ", "readAt"),
                    new Column("DISMISSED", "dismissedAt"),
                    new Column("ACTION", "actionId"),
                    new Column("ENDED", "endedAt"),
                    new Column("REASON", "reason"));

    private record Column(String heading, String field) {}

    static DeliveriesTable of(List<JsonNode> deliveries) {
        var heading = COLUMNS.stream().map(Column::heading).toList();
        var rows = deliveries.stream().map(DeliveriesTable::row);
        return new DeliveriesTable(Stream.concat(Stream.of(heading), rows).toList());
    }

    private static List<String> row(JsonNode delivery) {
        return COLUMNS.stream()
                .map(column -> Printable.text(delivery.path(column.field()).asString("-")))
                .toList();
    }

    /// The table, without spaces at the ends of lines.
    List<String> lines() {
        int[] widths = IntStream.range(0, COLUMNS.size()).map(this::width).toArray();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            line.append(cell).repeat(' ', widths[column] - length(cell) + 2);
        }
        return line.toString().stripTrailing();
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
