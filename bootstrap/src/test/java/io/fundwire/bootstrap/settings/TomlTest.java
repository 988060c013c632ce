package io.fundwire.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class TomlTest {

    private static final String TEXT =
            """
            # settings
            port = 5000

            allowed-host = [
              # port = 1
              "a",
              "[kinds.job]",
            ]
            path = "/ws"
            text = '''
            name = 1
            '''
            kinds.chat.keys = "none"

            [kinds.job]
            history-age = "1d"
            "members" = 5

            [kinds.ticker] # another
            keys = "none"
            history-age = "10m"

            [kinds]
            live = {keys = "none",
             members = 7}
            """;

    @ParameterizedTest
    @CsvSource({
        "port, 2",
        "allowed-host, 4",
        "path, 9",
        "text, 10",
        "kinds, 13",
        "kinds chat, 13",
        "kinds chat keys, 13",
        "kinds job, 15",
        "kinds job history-age, 16",
        "kinds job members, 17",
        "kinds ticker, 19",
        "kinds ticker history-age, 21",
        "kinds live members, 24"
    })
    void findsTheLineOnWhichSomethingBegins(String path, int line) {
        var toml = new Toml(TEXT);

        assertThat(toml.lineOf(List.of(path.split(" ")))).contains(line);
        assertThat(new Toml(TEXT.replace("\n", "\r\n")).lineOf(List.of(path.split(" "))))
                .contains(line);
    }

    @Test
    void findsNothingThatIsNotThere() {
        var toml = new Toml(TEXT);

        assertThat(toml.lineOf(List.of("name"))).isEmpty();
        assertThat(toml.lineOf(List.of("kinds", "ticker", "members"))).isEmpty();
        assertThat(toml.lineOf(List.of("port", "number"))).isEmpty();
    }
}
