package io.fundwire.system;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Replays `golden-transcript.txt`, which has every message in both directions. A change of the
/// protocol is a change of that file: run `./test -Dfundwire.transcript=rewrite`, and look at what
/// became different.
class GoldenTranscriptTest {

    private static final Path TRANSCRIPT =
            Path.of("src", "test", "resources", "golden-transcript.txt");

    @Test
    void theServerSaysWhatItAlwaysSaid() throws IOException {
        boolean rewrite = "rewrite".equals(System.getProperty("fundwire.transcript"));
        var mode = rewrite ? Comparison.Mode.REWRITE : Comparison.Mode.COMPARE;
        var transcript = TranscriptLine.parse(Files.readAllLines(TRANSCRIPT));
        try (var replay = new TranscriptReplay(mode)) {
            List<TranscriptLine> played = replay.play(transcript);
            if (rewrite) {
                Files.write(
                        TRANSCRIPT,
                        played.stream().flatMap(line -> line.written().stream()).toList());
            }
        }
    }
}
