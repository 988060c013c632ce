package io.fundwire.benchmarks.peers;

import java.util.List;
import java.util.Locale;

/// CPU time of each unit of work as bars, each group on a scale of its own. It is readable on light
/// and on dark pages.
record Plot(Results results) {

    private static final int WIDTH = 760;
    private static final int LEFT = 250;
    private static final int LONGEST = 400;
    private static final int BAR = 16;
    private static final int GAP = 14;
    private static final int TOP = 40;
    private static final int BASELINE = 12;
    private static final List<String> PEERS = List.of(Peer.LIMIT, Peer.NODE, Peer.FUNDWIRE);

    private record Group(String name, String scenario) {}

    private static final List<Group> GROUPS =
            List.of(
                    new Group("a delivery, one at a time", Scenario.ONE),
                    new Group("a delivery, 8 outstanding", Scenario.EIGHT),
                    new Group("a heartbeat, 100 × 4 in flight", Scenario.SATURATED),
                    new Group("a heartbeat, 5,000/s of 1,000", Scenario.STEADY),
                    new Group("a connect", Scenario.CONNECTS));

    private static final String STYLE =
            """
            <style>
              text { font: 12px sans-serif; fill: #24292f }
              .title { font-weight: bold }
              .limit { fill: #8c959f } .node-ws { fill: #4d9a57 } .fundwire { fill: #0a66c2 }
              @media (prefers-color-scheme: dark) {
                text { fill: #e6edf3 }
                .limit { fill: #7d8590 } .node-ws { fill: #6cc077 } .fundwire { fill: #58a6ff }
              }
            </style>
            """;

    String svg() {
        var bars = new StringBuilder();
        int y = TOP;
        for (Group group : GROUPS) {
            double most =
                    PEERS.stream()
                            .mapToDouble(peer -> micros(group, peer))
                            .filter(value -> value > 0)
                            .max()
                            .orElse(1);
            text(bars, 10, y + BAR + BASELINE, "", group.name());
            for (String peer : PEERS) {
                double micros = micros(group, peer);
                if (micros > 0) {
                    bar(bars, y, peer, micros, micros / most * LONGEST);
                }
                y += BAR;
            }
            y += GAP;
        }
        var svg = new StringBuilder();
        svg.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">\n"
                        .formatted(WIDTH, y));
        svg.append(STYLE);
        text(
                svg,
                10,
                20,
                "title",
                "CPU time of the server, µs; less is better, each group on its own scale");
        return svg.append(bars).append("</svg>\n").toString();
    }

    private double micros(Group group, String peer) {
        return results.of(peer, group.scenario(), "cpuMicros");
    }

    private static void bar(StringBuilder svg, int y, String peer, double micros, double length) {
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%n",
                        peer.toLowerCase(Locale.ROOT).replace(' ', '-'),
                        LEFT,
                        y,
                        Math.max(length, 1),
                        BAR - 2));
        text(
                svg,
                LEFT + (int) length + 6,
                y + BASELINE,
                "",
                String.format(Locale.ROOT, "%.1f %s", micros, peer));
    }

    private static void text(StringBuilder svg, int x, int y, String style, String text) {
        svg.append("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n".formatted(style, x, y, text));
    }
}
