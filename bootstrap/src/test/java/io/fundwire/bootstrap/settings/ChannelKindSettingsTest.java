package io.fundwire.bootstrap.settings;

import static io.fundwire.domain.channel.ChannelKinds.CONVERSATION;
import static io.fundwire.domain.channel.ChannelKinds.JOB;
import static io.fundwire.domain.channel.ChannelKinds.LIVE;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.domain.channel.ChannelKind;
import io.fundwire.domain.channel.ChannelKinds;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which kinds of channels there are, as operators say it.
class ChannelKindSettingsTest {

    private static final ChannelKind TICKER =
            new ChannelKind(
                    "ticker",
                    ChannelKind.Storage.DISK,
                    new ChannelKind.History(500, 1024 * 1024, Duration.ofMinutes(10)),
                    ChannelKind.Keys.NONE,
                    ChannelKind.Publishers.SERVER,
                    ChannelKind.Presence.SHOWN,
                    new ChannelKind.Limits(4096, 1001, 16));

    @TempDir private Path folder;

    // ---- what can be said

    @Test
    void aTableOfTheFileIsAKindOfItsOwn() throws IOException {
        var kinds =
                inFile(
                        """
                        port = 5000

                        [kinds.ticker]
                        storage = "disk"
                        history-messages = 500
                        history-bytes = "1MiB"
                        history-age = "10m"
                        keys = "none"
                        publishers = "server"
                        presence = "shown"
                        message-bytes = "4KiB"
                        members = 1001
                        channels-per-client = 16
                        """);

        assertThat(kinds.named("ticker")).contains(TICKER);
        assertThat(kinds.with(List.of()).all()).containsAll(ChannelKinds.DEFAULT.all()).hasSize(5);
    }

    @Test
    void aTextSaysTheSameInAFlagAndInTheEnvironment() {
        String text =
                "ticker: storage=disk history-messages=500 history-bytes=1MiB history-age=10m"
                        + " keys=none publishers=server presence=shown message-bytes=4KiB"
                        + " members=1001 channels-per-client=16";

        assertThat(byFlag(text).named("ticker")).contains(TICKER);
        assertThat(inEnvironment(text).named("ticker")).contains(TICKER);
    }

    @Test
    void whatAnOwnKindLeavesOutIsAsInLive() {
        assertThat(byFlag("ticker: publishers=server").named("ticker"))
                .contains(
                        new ChannelKind(
                                "ticker",
                                LIVE.storage(),
                                LIVE.history(),
                                LIVE.keys(),
                                ChannelKind.Publishers.SERVER,
                                LIVE.presence(),
                                LIVE.limits()));
        assertThat(byFlag("ticker:").named("ticker").orElseThrow().history())
                .isEqualTo(LIVE.history());
    }

    @Test
    void aDefaultKindThatIsChangedKeepsItsOtherRules() {
        var kinds = byFlag("job: history-age=1d, conversation: history-messages=5000");

        assertThat(kinds.named("job"))
                .contains(
                        new ChannelKind(
                                "job",
                                JOB.storage(),
                                new ChannelKind.History(
                                        JOB.history().messages(),
                                        JOB.history().bytes(),
                                        Duration.ofDays(1)),
                                JOB.keys(),
                                JOB.publishers(),
                                JOB.presence(),
                                JOB.limits()));
        assertThat(kinds.named("conversation").orElseThrow().history())
                .isEqualTo(
                        new ChannelKind.History(
                                5000,
                                CONVERSATION.history().bytes(),
                                CONVERSATION.history().age()));
        assertThat(kinds.names()).isEqualTo(ChannelKinds.DEFAULT.names());
    }

    @Test
    void kindsComeByRepeatedFlagByCommasOrAsAListToo() throws IOException {
        var repeated = Map.of("--kinds", List.of("a: keys=none", "b:members=2  keys = none"));

        assertThat(
                        List.of(
                                kinds(read(repeated, Map.of(), Optional.empty())),
                                byFlag("a: keys=none, b: members=2 keys=none,"),
                                inFile("kinds = [\"a: keys=none\", \"b: members=2 keys=none\"]"),
                                inFile(
                                        "kinds = {a = {keys = \"none\"}, b = {members = 2, keys ="
                                                + " \"none\"}}")))
                .extracting(ChannelKinds::all)
                .containsOnly(byFlag("a: keys=none, b: members=2 keys=none").all());
    }

    @Test
    void theStrongestSourceSaysAllOfIt() throws IOException {
        var choices =
                read(
                        Map.of("--kinds", List.of("a: keys=none")),
                        Map.of("FUNDWIRE_KINDS", "b: keys=none"),
                        Optional.of(file("[kinds.c]\nkeys = \"none\"")));

        assertThat(kinds(choices).names()).contains("a").doesNotContain("b", "c");
    }

    @Test
    void whatWasDecidedIsLoggedAsAFlagSaysIt() throws IOException {
        var choices =
                read(
                        Map.of(),
                        Map.of(),
                        Optional.of(
                                file(
                                        """
                                        [kinds.ticker]
                                        history-messages = 500
                                        keys = "none"
                                        [kinds.job]
                                        history-age = "1d"
                                        """)));

        assertThat(choices.describe())
                .contains(
                        " kinds=ticker: history-messages=500 keys=none, job: history-age=1d(file)"
                                + " ");
    }

    // ---- mistakes

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ticker                        | --kinds must be kinds of channels such as ticker: storage=memory history-age=10m, separated by commas, not "ticker".
                    storage=memory                | --kinds must be kinds of channels such as ticker: storage=memory history-age=10m, separated by commas, not "storage=memory".
                    Ticker: keys=none             | A kind of channels in --kinds must be called by a letter from a to z and up to 31 more of a-z, 0-9 and -, not "Ticker".
                    ticker: keys=maybe            | keys of the kind "ticker" in --kinds must be conflate or none, not "maybe".
                    ticker: keys=                 | keys of the kind "ticker" in --kinds must be conflate or none, not "".
                    ticker: publishers=nobody     | publishers of the kind "ticker" in --kinds must be members, anyone or server, not "nobody".
                    ticker: storage=Memory        | storage of the kind "ticker" in --kinds must be disk or memory, not "Memory".
                    ticker: presence=true         | presence of the kind "ticker" in --kinds must be shown or hidden, not "true".
                    ticker: history-messages=0    | history-messages of the kind "ticker" in --kinds must be a whole number from 1 to 1000000, not "0".
                    ticker: history-bytes=1KiB    | history-bytes of the kind "ticker" in --kinds must be a size such as 512B, 16KiB or 1MiB, from 65536B to 1073741824B, not "1KiB".
                    job: history-age=10           | history-age of the kind "job" in --kinds must be a time such as 500ms, 30s, 2m, 1h or 7d, from 1s to 365d, not "10".
                    ticker: message-bytes=1MiB    | message-bytes of the kind "ticker" in --kinds must be a size such as 512B, 16KiB or 1MiB, from 1B to 65536B, not "1MiB".
                    ticker: members=-1            | members of the kind "ticker" in --kinds must be a whole number from 1 to 1000000, not "-1".
                    ticker: channels-per-client=129 | channels-per-client of the kind "ticker" in --kinds must be a whole number from 1 to 128, not "129".
                    ticker: history=5             | There is no option "history" of the kind "ticker" in --kinds; did you mean "history-age"?
                    ticker: publisher=server      | There is no option "publisher" of the kind "ticker" in --kinds; did you mean "publishers"?
                    ticker: memory                | The kind "ticker" in --kinds must have options such as history-age=10m, not "memory".
                    ticker: keys=none keys=none   | keys of the kind "ticker" in --kinds is given a second time.
                    a: keys=none, a: members=1    | The kind "a" is given a second time in --kinds.
                    """)
    void aMistakeInATextIsOneSentence(String text, String sentence) {
        assertThat(mistakes(Map.of("--kinds", List.of(text)), Map.of(), Optional.empty()))
                .containsExactly(sentence);
    }

    @Test
    void aMistakeInTheEnvironmentIsSaidToBeThere() {
        assertThat(mistakes(Map.of(), Map.of("FUNDWIRE_KINDS", "a: keys=x"), Optional.empty()))
                .containsExactly(
                        "keys of the kind \"a\" in FUNDWIRE_KINDS in the environment must be"
                                + " conflate or none, not \"x\".");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    history-age = "7 days"   | history-age of the kind "ticker" in line 5 of the file "%s" must be a time such as 500ms, 30s, 2m, 1h or 7d, from 1s to 365d, not "7 days".
                    history-age = 7          | history-age of the kind "ticker" in line 5 of the file "%s" must be a time such as 500ms, 30s, 2m, 1h or 7d, from 1s to 365d, not "7".
                    history-age = 07:00:00   | history-age of the kind "ticker" in line 5 of the file "%s" must be a time such as 500ms, 30s, 2m, 1h or 7d, from 1s to 365d, not a date or time.
                    members = "5 000"        | members of the kind "ticker" in line 5 of the file "%s" must be a whole number from 1 to 1000000, not "5 000".
                    members = [5]            | members of the kind "ticker" in line 5 of the file "%s" must be a whole number from 1 to 1000000, not the list "5".
                    members.most = 5         | members of the kind "ticker" in line 5 of the file "%s" must be a whole number from 1 to 1000000, not a table.
                    history.age = "5s"       | There is no option "history" of the kind "ticker" in line 5 of the file "%s"; did you mean "history-age"?
                    History-age = "5s"       | There is no option "History-age" of the kind "ticker" in line 5 of the file "%s"; did you mean "history-age"?
                    port = 5000              | There is no option "port" of the kind "ticker" in line 5 of the file "%s"; it is a setting, which stands before the first table of a file.
                    """)
    void aMistakeInATableIsOneSentenceWithItsLine(String line, String sentence) throws IOException {
        String file = file("# kinds\n\n[kinds.ticker]\nstorage = \"memory\"\n" + line + "\n");

        assertThat(mistakes(Map.of(), Map.of(), Optional.of(file)))
                .containsExactly(sentence.formatted(file));
    }

    @Test
    void aMistakenKindOfAFileIsNamedWithItsLine() throws IOException {
        String file = file("[kinds.job]\nkeys = \"none\"\n\n[kinds.Job]\n[kinds]\nticker = 5\n");

        assertThat(mistakes(Map.of(), Map.of(), Optional.of(file)))
                .containsExactly(
                        "A kind of channels in line 4 of the file \"%s\" must be called by a letter from a to z and up to 31 more of a-z, 0-9 and -, not \"Job\"."
                                .formatted(file),
                        "The kind \"ticker\" in line 6 of the file \"%s\" must be a table of options such as history-age = \"10m\", not \"5\"."
                                .formatted(file));
    }

    @Test
    void kindsThatAreNeitherTextNorTablesAreRefused() throws IOException {
        String file = file("[[kinds]]\nname = \"ticker\"");

        assertThat(mistakes(Map.of(), Map.of(), Optional.of(file)))
                .containsExactly(
                        "kinds in line 1 of the file \"%s\" must be kinds of channels such as ticker: storage=memory history-age=10m, separated by commas, not a list of more than plain values."
                                .formatted(file));
    }

    @Test
    void allMistakesAreToldAtOnce() {
        assertThat(
                        mistakes(
                                Map.of("--kinds", List.of("A: keys=x member=1, b", "c: d=1")),
                                Map.of("FUNDWIRE_KINDS", "e"),
                                Optional.empty()))
                .hasSize(6);
    }

    @Test
    void nothingThatMovesACursorIsShownAsItIs() throws IOException {
        String evil = "\u001b[2J\u202e";
        String file = file("[kinds.\"\\u001b[2J\"]\n\"\\u001b\" = 1\nkeys = \"\\u001b\"\n");

        assertThat(
                        mistakes(
                                Map.of("--kinds", List.of("%1$s: %1$s=1 %1$s".formatted(evil))),
                                Map.of("FUNDWIRE_KINDS", evil),
                                Optional.of(file)))
                .hasSize(7)
                .noneMatch(mistake -> mistake.contains("\u001b") || mistake.contains("\u202e"));
    }

    private ChannelKinds inFile(String toml) throws IOException {
        return kinds(read(Map.of(), Map.of(), Optional.of(file(toml))));
    }

    private static ChannelKinds byFlag(String text) {
        return kinds(read(Map.of("--kinds", List.of(text)), Map.of(), Optional.empty()));
    }

    private static ChannelKinds inEnvironment(String text) {
        return kinds(read(Map.of(), Map.of("FUNDWIRE_KINDS", text), Optional.empty()));
    }

    private static ChannelKinds kinds(Choices choices) {
        return ServerSettings.from(choices).channelKinds();
    }

    private String file(String toml) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "settings", ".toml"), toml)
                .toString();
    }

    private static Choices read(
            Map<String, List<String>> flags,
            Map<String, String> environment,
            Optional<String> file) {
        return switch (SettingsReader.read(flags, environment, file)) {
            case SettingsReader.Outcome.Read(var choices) -> choices;
            case SettingsReader.Outcome.Rejected(var mistakes) ->
                    throw new AssertionError(mistakes.toString());
        };
    }

    private static List<String> mistakes(
            Map<String, List<String>> flags,
            Map<String, String> environment,
            Optional<String> file) {
        return switch (SettingsReader.read(flags, environment, file)) {
            case SettingsReader.Outcome.Read(var choices) ->
                    throw new AssertionError(choices.describe());
            case SettingsReader.Outcome.Rejected(var mistakes) -> mistakes;
        };
    }
}
