package io.fundwire.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Documentation is held to the tree: what it quotes stands there, and what it points to is there.
class DocumentationTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /// Code that is said to be from a file.
    private static final Pattern QUOTE =
            Pattern.compile("<!-- from: (\\S+) -->\\n```\\w+\\n(.*?)```", Pattern.DOTALL);

    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)[^)]*\\)");

    static List<Path> pages() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void quotesWhatStandsInTheTree(Path page) throws IOException {
        for (MatchResult quote : matches(QUOTE, page)) {
            String file = Files.readString(ROOT.resolve(quote.group(1)));

            assertThat(file).contains(quote.group(2).stripTrailing());
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void pointsToWhatIsThere(Path page) throws IOException {
        for (MatchResult link : matches(LINK, page)) {
            assertThat(page.resolveSibling(link.group(1))).exists();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void namesNoClassThatIsNotThere(Path page) throws IOException {
        List<String> classes = classes();
        var named = Pattern.compile("`([A-Z][a-z]+(?:[A-Z][a-z0-9]+)+)`");

        assertThat(matches(named, page))
                .extracting(match -> match.group(1))
                .allSatisfy(name -> assertThat(classes).contains(name));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void namesNoTestThatIsNotThere(Path page) throws IOException {
        Map<String, String> tests = tests();
        var named = Pattern.compile("`(\\w+)\\.(\\w+)`");

        assertThat(matches(named, page))
                .filteredOn(match -> match.group(1).matches("\\w+(Test|Contract)"))
                .allSatisfy(match ->
                        assertThat(tests.getOrDefault(match.group(1), ""))
                                .as("%s.%s", match.group(1), match.group(2))
                                .contains("void " + match.group(2) + "("));
    }

    /// From the name of each test class to its text.
    private static Map<String, String> tests() throws IOException {
        var tests = new HashMap<String, String>();
        for (Path file : files(".java")) {
            if (file.toString().contains("src/test")) {
                String name = file.getFileName().toString();
                tests.put(name.substring(0, name.length() - 5), Files.readString(file));
            }
        }
        return tests;
    }

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private static List<MatchResult> matches(Pattern pattern, Path page) throws IOException {
        return pattern.matcher(Files.readString(page)).results().toList();
    }

    /// What the JDK and browsers bring is there as well.
    private static List<String> classes() throws IOException {
        var own =
                files(".java").stream()
                        .map(Path::getFileName)
                        .map(Path::toString)
                        .map(name -> name.substring(0, name.length() - 5));
        var brought =
                Stream.of(
                        "InstantSource",
                        "RandomGenerator",
                        "IllegalArgumentException",
                        "WebSocket");
        return Stream.of(own, ownOfTheBrowserClient(), brought).flatMap(names -> names).toList();
    }

    private static Stream<String> ownOfTheBrowserClient() throws IOException {
        var exported = Pattern.compile("export class (\\w+)");
        var names = new ArrayList<String>();
        try (Stream<Path> files = Files.list(ROOT.resolve("browser-client/fundwire"))) {
            for (Path file : files.toList()) {
                matches(exported, file).forEach(match -> names.add(match.group(1)));
            }
        }
        return names.stream();
    }
}
