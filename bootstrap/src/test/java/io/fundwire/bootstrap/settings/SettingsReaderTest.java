package io.fundwire.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class SettingsReaderTest {

    static final List<Setting<?>> ALL = Catalog.ALL;

    private static final Map<String, List<String>> NO_FLAGS = Map.of();
    private static final Map<String, String> NO_VARIABLES = Map.of();
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final List<Setting<?>> SHOWN =
            ALL.stream().filter(setting -> !setting.secret()).toList();

    /// Of settings that have no default.
    private static final Map<String, String> EXAMPLES =
            Map.of("webhook-url", "https://app.example.com/hooks");

    @TempDir private Path folder;

    // ---- sources

    @ParameterizedTest
    @FieldSource("ALL")
    void everySettingHasAGoodDefaultOrNone(Setting<?> setting) {
        assertThat(setting.fallback())
                .satisfiesAnyOf(
                        none -> assertThat(none).isEmpty(),
                        text -> assertThat(setting.kind().reading().apply(text)).isPresent());
    }

    @ParameterizedTest
    @FieldSource("SHOWN")
    void everySettingIsTakenFromEverySource(Setting<?> setting) throws IOException {
        String text = EXAMPLES.getOrDefault(setting.key(), setting.fallback());
        String file = file(setting.key() + " = \"" + text + "\"");
        var secret = Map.of("FUNDWIRE_WEBHOOK_SECRET", SECRET);
        var variables = new HashMap<>(secret);
        variables.put(setting.variable(), text);

        assertThat(decided(Map.of(setting.flag(), List.of(text)), secret, Optional.empty()))
                .contains(setting.key() + "=" + text + "(flag)");
        assertThat(decided(NO_FLAGS, variables, Optional.empty()))
                .contains(setting.key() + "=" + text + "(environment)");
        assertThat(decided(NO_FLAGS, secret, Optional.of(file)))
                .contains(setting.key() + "=" + text + "(file)");
    }

    @Test
    void aFlagBeatsTheEnvironmentWhichBeatsTheFile() throws IOException {
        String file = file("port = 1\npath = \"/file\"\nmessage-rate = 11");

        var choices =
                read(
                        Map.of("--port", List.of("3")),
                        Map.of("FUNDWIRE_PORT", "2", "FUNDWIRE_PATH", "/environment"),
                        Optional.of(file));

        assertThat(choices.get(Catalog.PORT)).isEqualTo(3);
        assertThat(choices.get(Catalog.PATH)).isEqualTo("/environment");
        assertThat(choices.get(Catalog.MESSAGE_RATE)).isEqualTo(11);
        assertThat(choices.get(Catalog.HEARTBEAT_INTERVAL)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aBetterSourceDoesNotHideTheMistakeOfAnother() throws IOException {
        String file = file("port = 70000");

        assertThat(mistakes(Map.of("--port", List.of("1")), NO_VARIABLES, Optional.of(file)))
                .hasSize(1);
    }

    @Test
    void aVariableNamesTheFileUnlessAFlagDoes() throws IOException {
        String ofVariable = file("port = 1");
        String ofFlag = file("port = 2");
        var variables = Map.of("FUNDWIRE_CONFIG", ofVariable);

        assertThat(read(NO_FLAGS, variables, Optional.empty()).get(Catalog.PORT)).isEqualTo(1);
        assertThat(read(NO_FLAGS, variables, Optional.of(ofFlag)).get(Catalog.PORT)).isEqualTo(2);
    }

    @Test
    void othersVariablesAreNoneOfItsBusiness() {
        var variables =
                Map.of(
                        "PORT",
                        "x",
                        "PATH",
                        "/bin",
                        "fundwire_port",
                        "x",
                        "FUNDWIRE_JAVA_OPTS",
                        "x");

        assertThat(read(NO_FLAGS, variables, Optional.empty()).get(Catalog.PORT)).isEqualTo(5000);
    }

    @Test
    void severalOriginsComeByRepeatedFlagByCommasOrAsAList() throws IOException {
        var expected = List.of("https://a.example", "https://b.example");
        String joined = "https://a.example, https://b.example";
        String list = file("allowed-origin = [\"https://a.example\", \"https://b.example\"]");

        assertThat(
                        List.of(
                                read(
                                        Map.of("--allowed-origin", expected),
                                        NO_VARIABLES,
                                        Optional.empty()),
                                read(
                                        Map.of("--allowed-origin", List.of(joined)),
                                        NO_VARIABLES,
                                        Optional.empty()),
                                read(
                                        NO_FLAGS,
                                        Map.of("FUNDWIRE_ALLOWED_ORIGIN", joined),
                                        Optional.empty()),
                                read(NO_FLAGS, NO_VARIABLES, Optional.of(list))))
                .extracting(choices -> choices.get(Catalog.ALLOWED_ORIGIN))
                .containsOnly(expected);
    }

    // ---- mistakes

    @Test
    void tellsAllMistakesAtOnceEachWithItsPlace() throws IOException {
        String file = file("prot = 1\nmessage-rate = -1");

        assertThat(
                        mistakes(
                                Map.of("--max-connections", List.of("0")),
                                Map.of("FUNDWIRE_HEARTBEAT_INTERVAL", "0", "FUNDWIRE_PROT", "1"),
                                Optional.of(file)))
                .containsExactly(
                        "message-rate in line 2 of the file \"%s\" must be a whole number from 0 to 1000000, not \"-1\"."
                                .formatted(file),
                        "There is no setting \"prot\" in line 1 of the file \"%s\"; did you mean \"port\"?"
                                .formatted(file),
                        "FUNDWIRE_HEARTBEAT_INTERVAL in the environment must be a time such as"
                                + " 500ms, 30s, 2m, 1h or 7d, from 1s to 1h, not \"0\".",
                        "There is no setting \"FUNDWIRE_PROT\" in the environment; did you mean"
                                + " \"FUNDWIRE_PORT\"?",
                        "--max-connections must be a whole number from 1 to 1000000, not \"0\".");
    }

    @Test
    void anUnknownFlagIsAMistakeToo() {
        assertThat(mistakes(Map.of("--prot", List.of("1")), NO_VARIABLES, Optional.empty()))
                .containsExactly("There is no setting \"--prot\"; did you mean \"--port\"?");
    }

    @Test
    void whatIsOneValueIsGivenOnce() {
        assertThat(mistakes(Map.of("--port", List.of("1", "2")), NO_VARIABLES, Optional.empty()))
                .containsExactly(
                        "--port must be a whole number from 0 to 65535, not the list \"1, 2\".");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    port = true              | "true"
                    port = "x"               | "x"
                    port = 5000.0            | "5000.0"
                    port = [5000]            | the list "5000"
                    port = []                | an empty list
                    data-dir = []            | an empty list
                    port = 2026-11-23        | a date or time
                    host = 12:00:00          | a date or time
                    [port]                   | a table
                    [allowed-origin]         | a table
                    port.number = 1          | a table
                    port = {number = 1}      | a table
                    allowed-host = [["a"]]   | a list of more than plain values
                    allowed-host = [{a = 1}] | a list of more than plain values
                    [[allowed-host]]         | a list of more than plain values
                    allowed-host = [1979-05-27] | a list of more than plain values
                    allowed-host = ["a", "b:1"] | the list "a, b:1"
                    """)
    void aFilesValueOfAnotherTypeIsRefused(String toml, String shown) throws IOException {
        assertThat(mistakes(NO_FLAGS, NO_VARIABLES, Optional.of(file(toml))))
                .singleElement()
                .asString()
                .contains(" must be ")
                .endsWith(", not " + shown + ".");
    }

    @Test
    void anEmptyListOfOriginsIsNone() throws IOException {
        String file = file("allowed-origin = []");

        assertThat(read(NO_FLAGS, NO_VARIABLES, Optional.of(file)).get(Catalog.ALLOWED_ORIGIN))
                .isEmpty();
    }

    // ---- files

    @Test
    void anEmptyFileDecidesNothing() throws IOException {
        assertThat(decided(NO_FLAGS, NO_VARIABLES, Optional.of(file("# nothing\n"))))
                .doesNotContain("(");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    port = 1\\nport = 2              | 2 | a key is given a second time
                    port = 1\\nport = 2\\npath = "/" | 2 | a key is given a second time
                    port = 1\\nport = 2 # x\\n\\n# y\\n | 2 | a key is given a second time
                    [kinds.a]\\n[kinds.b]\\n[kinds.a]\\nkeys = "none" | 3 | a table is begun a second time
                    port = \\npath = "/"            | 1 | the line ends too early: a value, a bracket or a quotation mark is missing
                    path = "/ws\\nport = 1          | 1 | the line ends too early: a value, a bracket or a quotation mark is missing
                    port = # x                     | 1 | the line ends too early: a value, a bracket or a quotation mark is missing
                    port                           | 1 | the file ends too early: a value, a bracket or a quotation mark is missing
                    allowed-host = [\\n"a",\\n      | 2 | the file ends too early: a value, a bracket or a quotation mark is missing
                    port = 1 1                     | 1 | something is neither a key nor a value: text, times and sizes belong between quotation marks
                    port = 1\\ndrain-time = 7d\\n\\n  | 2 | something is neither a key nor a value: text, times and sizes belong between quotation marks
                    host = localhost               | 1 | something is neither a key nor a value: text, times and sizes belong between quotation marks
                    kinds = 1\\n[kinds.a]          | 2 | a key that has a value is to have keys of its own as well
                    path = "\\q"                   | 1 | a text has a \\ that means nothing: between single quotation marks it is a letter
                    path = "\\uD800"               | 1 | a text has a \\ that means nothing: between single quotation marks it is a letter
                    port = 2026-99-99              | 1 | something looks like a date and is none
                    port = 05000                   | 1 | a number begins with a zero
                    []                             | 1 | something is wrong
                    """)
    void aFileThatIsNoTomlIsRefusedWithTheLineAndTheReason(String toml, int line, String reason)
            throws IOException {
        String file = file(toml.replace("\\n", "\n"));

        assertThat(mistakes(NO_FLAGS, NO_VARIABLES, Optional.of(file)))
                .containsExactly(
                        "The file \"%s\" is not right as TOML: in line %d %s."
                                .formatted(file, line, reason));
    }

    @Test
    void aControlCharacterInAFileIsNamedAndNotShown() throws IOException {
        String file = file("port = 1\npath = \"/\u0001\"");

        assertThat(mistakes(NO_FLAGS, NO_VARIABLES, Optional.of(file)))
                .containsExactly(
                        "The file \"%s\" is not right as TOML: in line 2 there is a control character."
                                .formatted(file));
    }

    @Test
    void aFileThatIsNoTextIsRefused() throws IOException {
        Path file = folder.resolve("latin1.toml");
        Files.write(file, new byte[] {'#', (byte) 0xfc});

        assertThat(mistakes(NO_FLAGS, NO_VARIABLES, Optional.of(file.toString())))
                .containsExactly("The file \"%s\" is not text in UTF-8.".formatted(file));
    }

    @Test
    void aFileThatIsTooLargeIsRefused() throws IOException {
        String file = file("#" + "x".repeat(64 * 1024));

        assertThat(mistakes(NO_FLAGS, NO_VARIABLES, Optional.of(file)))
                .containsExactly("The file \"%s\" has more than 65536 bytes.".formatted(file));
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        String file = folder.resolve("none.toml").toString();

        assertThat(mistakes(NO_FLAGS, NO_VARIABLES, Optional.of(file)))
                .containsExactly("The file \"%s\" does not exist.".formatted(file));
    }

    @Test
    void aFolderIsNoFile() {
        assertThat(mistakes(NO_FLAGS, NO_VARIABLES, Optional.of(folder.toString())))
                .containsExactly("The file \"%s\" cannot be read.".formatted(folder));
    }

    @Test
    void aNameThatNoFileCanHaveIsRefused() {
        assertThat(mistakes(NO_FLAGS, Map.of("FUNDWIRE_CONFIG", "a\0b"), Optional.empty()))
                .containsExactly("The file \"a\\u0000b\" cannot be read.");
    }

    // ---- what is shown

    @Test
    void describesEverySettingOnOneLineInTheCatalogsOrder() {
        var shown = decided(Map.of("--port", List.of("1")), NO_VARIABLES, Optional.empty());

        assertThat(shown.split(" "))
                .hasSize(ALL.size())
                .startsWith("host=localhost", "port=1(flag)", "path=/ws", "insecure=false");
    }

    @Test
    void neverShowsASecret() {
        var secret = Setting.of("api-key", Kind.number(1, 999), "1").asSecret();
        var catalog = List.<Setting<?>>of(secret);

        var good =
                SettingsReader.read(
                        catalog, NO_FLAGS, Map.of("FUNDWIRE_API_KEY", "777"), Optional.empty());
        var bad =
                SettingsReader.read(
                        catalog, NO_FLAGS, Map.of("FUNDWIRE_API_KEY", "hunter2"), Optional.empty());

        assertThat(good)
                .isInstanceOfSatisfying(
                        SettingsReader.Outcome.Read.class,
                        read -> {
                            assertThat(read.choices().get(secret)).isEqualTo(777);
                            assertThat(read.choices().describe())
                                    .isEqualTo("api-key=***(environment)");
                        });
        assertThat(bad)
                .isEqualTo(
                        new SettingsReader.Outcome.Rejected(
                                List.of(
                                        "FUNDWIRE_API_KEY in the environment must be a whole"
                                                + " number from 1 to 999.")));
    }

    @Test
    void saysThatASecretIsNotThereByShowingNothing() {
        assertThat(decided(NO_FLAGS, NO_VARIABLES, Optional.empty())).contains(" webhook-secret= ");
        assertThat(decided(NO_FLAGS, Map.of("FUNDWIRE_WEBHOOK_SECRET", SECRET), Optional.empty()))
                .contains(" webhook-secret=***(environment) ")
                .doesNotContain("whsec_");
    }

    /// Whoever lists the processes of the machine would see it.
    @Test
    void aSecretIsNoFlag() throws IOException {
        String file = file("webhook-secret = \"" + SECRET + "\"");

        for (String given : List.of(SECRET, "hunter2")) {
            assertThat(
                            mistakes(
                                    Map.of("--webhook-secret", List.of(given)),
                                    NO_VARIABLES,
                                    Optional.of(file)))
                    .containsExactly(
                            "webhook-secret is no flag, which all users of this machine could read:"
                                    + " give it as FUNDWIRE_WEBHOOK_SECRET in the environment or as"
                                    + " webhook-secret in a file.");
        }
    }

    @Test
    void aWebhookNeedsASecretWhereverEachIsGiven() throws IOException {
        var url = Map.of("--webhook-url", List.of("https://app.example.com/hooks"));
        String file = file("webhook-secret = \"" + SECRET + "\"");

        assertThat(mistakes(url, NO_VARIABLES, Optional.empty()))
                .containsExactly(
                        "webhook-url needs webhook-secret: give it as FUNDWIRE_WEBHOOK_SECRET in"
                                + " the environment or as webhook-secret in a file.");
        assertThat(decided(url, NO_VARIABLES, Optional.of(file))).contains("webhook-secret=***");
        assertThat(decided(NO_FLAGS, NO_VARIABLES, Optional.of(file))).contains("webhook-url= ");
    }

    @Test
    void eventsThatNobodyWouldBeToldNeedAWebhook() {
        var events = Map.of("--webhook-events", List.of("expired"));

        assertThat(mistakes(events, NO_VARIABLES, Optional.empty()))
                .containsExactly(
                        "webhook-events needs webhook-url: give it as --webhook-url, as"
                                + " FUNDWIRE_WEBHOOK_URL in the environment or as webhook-url in a"
                                + " file.");
    }

    @Test
    void aSecretThatIsWrongIsNotSaidToBeMissingAsWell() {
        assertThat(
                        mistakes(
                                Map.of("--webhook-url", List.of("https://app.example.com")),
                                Map.of("FUNDWIRE_WEBHOOK_SECRET", "hunter2"),
                                Optional.empty()))
                .containsExactly(
                        "FUNDWIRE_WEBHOOK_SECRET in the environment must be whsec_ and 24 to 64"
                                + " bytes in base64.");
    }

    @Test
    void neverShowsThePasswordOfAUrl() {
        assertThat(
                        mistakes(
                                Map.of("--webhook-url", List.of("https://me:hunter2@a.example/x")),
                                NO_VARIABLES,
                                Optional.empty()))
                .singleElement()
                .asString()
                .endsWith(", not \"https://***@a.example/x\".");
        assertThat(
                        mistakes(
                                Map.of("--webhook-url", List.of("//me:hun@ter2@a.example", "b")),
                                NO_VARIABLES,
                                Optional.empty()))
                .singleElement()
                .asString()
                .endsWith(", not the list \"//***@a.example, b\".");
    }

    @Test
    void nothingThatMovesACursorIsShownAsItIs() throws IOException {
        String evil = "\u001b[2J\u202e\r\n\u0085\u2028\u009b";
        String file = file("\"pr\\u001bot\" = 1\nport = \"\\u001b[31m\"");

        assertThat(
                        mistakes(
                                Map.of("--port", List.of(evil), "--" + evil, List.of("1")),
                                Map.of("FUNDWIRE_" + evil, "1", "FUNDWIRE_HOST", evil),
                                Optional.of(file)))
                .hasSize(6)
                .allSatisfy(mistake ->
                        assertThat(mistake.codePoints())
                                .allMatch(character ->
                                        Character.getType(character) != Character.FORMAT
                                                && !Character.isISOControl(character)
                                                && character != '\u2028'));
    }

    @Test
    void aFilesNameIsShownSafelyToo() {
        assertThat(mistakes(NO_FLAGS, NO_VARIABLES, Optional.of("no\u001bfile")))
                .containsExactly("The file \"no\\u001bfile\" does not exist.");
    }

    @Test
    void doesNotKnowASettingOfAnotherCatalog() {
        var foreign = Setting.of("port", Kind.number(0, 1), "0");
        var choices = read(NO_FLAGS, NO_VARIABLES, Optional.empty());

        assertThatIllegalArgumentException().isThrownBy(() -> choices.get(foreign));
        assertThatIllegalArgumentException().isThrownBy(() -> choices.find(foreign));
    }

    private String file(String toml) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "settings", ".toml"), toml)
                .toString();
    }

    private static String decided(
            Map<String, List<String>> flags,
            Map<String, String> environment,
            Optional<String> file) {
        return read(flags, environment, file).describe();
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
