package io.fundwire.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

class KindTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MIB = 1024 * 1024;

    // ---- whole numbers

    @ParameterizedTest
    @CsvSource({"1, 1", "65535, 65535", "0080, 80"})
    void readsAWholeNumber(String text, int number) {
        assertThat(read(Kind.number(1, 65_535), text)).contains(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0",
                "65536",
                "-1",
                "+1",
                "1.0",
                "1e3",
                "0x10",
                "1_000",
                " 1",
                "1 ",
                "true",
                "one",
                "٣",
                "4294967297",
                "9999999999",
                "18446744073709551617"
            })
    void refusesAnyOtherNumber(String text) {
        assertThat(read(Kind.number(1, 65_535), text)).isEmpty();
    }

    // ---- times

    @ParameterizedTest
    @CsvSource({
        "500ms, 500",
        "30s, 30000",
        "2m, 120000",
        "1h, 3600000",
        "0s, 0",
        "3600000ms, 3600000"
    })
    void readsATime(String text, long millis) {
        assertThat(read(Kind.time(Duration.ZERO, HOUR), text)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "30",
                "s",
                "-1s",
                "1.5s",
                "30 s",
                "30S",
                "30sec",
                "1D",
                "1h30m",
                "3601s",
                "2h",
                "1d",
                "99999999999h",
                "999999999999d",
                "999999999999h",
                "9999999999999999999999s"
            })
    void refusesAnyOtherTime(String text) {
        assertThat(read(Kind.time(Duration.ZERO, HOUR), text)).isEmpty();
    }

    @Test
    void aDayHas24Hours() {
        var upToAYear = Kind.time(Duration.ofSeconds(1), Duration.ofDays(365));

        assertThat(read(upToAYear, "7d")).isPresent().isEqualTo(read(upToAYear, "168h"));
        assertThat(read(upToAYear, "365d")).isPresent();
        assertThat(read(upToAYear, "366d")).isEmpty();
    }

    @Test
    void saysItsBoundsInTheLargestUnitThatFits() {
        assertThat(Kind.time(Duration.ZERO, Duration.ofDays(365)).expected())
                .endsWith(", from 0s to 365d");
        assertThat(Kind.time(Duration.ofSeconds(90), Duration.ofHours(25)).expected())
                .endsWith(", from 90s to 25h");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "999ms"})
    void refusesATimeThatIsTooShort(String text) {
        assertThat(read(Kind.time(Duration.ofSeconds(1), HOUR), text)).isEmpty();
    }

    // ---- sizes

    @ParameterizedTest
    @CsvSource({"512B, 512", "16KiB, 16384", "1MiB, 1048576", "128B, 128"})
    void readsASize(String text, int bytes) {
        assertThat(read(Kind.size(128, MIB), text)).contains(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "512",
                "B",
                "-1B",
                "0.5MiB",
                "16 KiB",
                "16kib",
                "16KB",
                "16K",
                "1GiB",
                "127B",
                "1025KiB",
                "2MiB",
                "4096MiB",
                "4294967424B",
                "999999999999MiB",
                "9999999999999999999999B"
            })
    void refusesAnyOtherSize(String text) {
        assertThat(read(Kind.size(128, MIB), text)).isEmpty();
    }

    // ---- switches, paths, folders

    @ParameterizedTest
    @CsvSource({"true, true", "false, false"})
    void readsASwitch(String text, boolean on) {
        assertThat(read(Kind.onOrOff(), text)).contains(on);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yes", "1", "True", "TRUE", " true"})
    void refusesAnyOtherSwitch(String text) {
        assertThat(read(Kind.onOrOff(), text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/ws", "/a/b-c_d.e~f/"})
    void readsThePathOfAUrl(String text) {
        assertThat(read(Kind.urlPath(), text)).contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ws", "/a b", "/ws?x=1", "/ws#x", "/%41", "/ü", "/ws\n", "/*"})
    void refusesAnyOtherPath(String text) {
        assertThat(read(Kind.urlPath(), text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "/var/lib/fundwire", "../my data", "größe"})
    void readsAFolder(String text) {
        assertThat(read(Kind.folder(), text)).contains(Path.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\0b", "a\u001b[31mb", "a\nb"})
    void refusesWhatCannotBeOrBeShownAsAFolder(String text) {
        assertThat(read(Kind.folder(), text)).isEmpty();
    }

    // ---- addresses

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "my_host.example", "0.0.0.0", "::1", "::", "fe80::1%eth0"})
    void readsAnAddressToListenOn(String text) {
        assertThat(read(WebNames.listenAddress(), text)).contains(text);
    }

    /// An address in brackets belongs into a URL, and would make a wrong one here.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[::1]",
                "localhost:80",
                "http://localhost",
                "a b",
                "a/b",
                "a,b",
                "é",
                "a\u001b"
            })
    void refusesAnyOtherAddress(String text) {
        assertThat(read(WebNames.listenAddress(), text)).isEmpty();
    }

    // ---- origins

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com, https://app.example.com",
        "http://localhost:3000, http://localhost:3000",
        "http://[::1]:8080, http://[::1]:8080",
        "HTTPS://App.Example.com, https://app.example.com",
        "https://a.example:443, https://a.example",
        "http://a.example:80, http://a.example",
        "http://a.example:443, http://a.example:443",
        "http://a.example:08080, http://a.example:8080",
        "capacitor://localhost, capacitor://localhost",
        "*, *"
    })
    void readsAnOriginAsABrowserSendsIt(String text, String sent) {
        assertThat(read(WebNames.origins(), text)).contains(List.of(sent));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.example/",
                "https://a.example/app",
                "https://a.example?x",
                "https://a.example#x",
                "https://*.example",
                "https://user@a.example",
                "https://a.example:",
                "https://a.example:0",
                "https://a.example:65536",
                "https://a.example:99999999999",
                "https://",
                "https:a.example",
                "//a.example",
                "a.example",
                "localhost:3000",
                "null",
                "**",
                "https://münchen.example",
                "https://a.example\u001b[31m",
                "https://a.example,https://b.example/"
            })
    void refusesWhatNoBrowserSendsAsItsOrigin(String text) {
        assertThat(read(WebNames.origins(), text)).isEmpty();
    }

    @Test
    void saysThatAnOriginEndsWithoutASlash() {
        assertThat(WebNames.origins().expected()).endsWith("with no path and no slash at the end");
    }

    // ---- URLs

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost",
                "http://127.0.0.1:8080/hook",
                "https://[::1]:65535/",
                "https://app.example.com/hooks/fundwire?from=a&to=b",
                "HTTPS://app.example.com"
            })
    void readsTheUrlOfAWebServer(String text) {
        assertThat(read(WebNames.url(), text)).contains(URI.create(text));
    }

    @Test
    void readsAUrlAsItIsSent() {
        assertThat(read(WebNames.url(), "http://a.example/ü"))
                .contains(URI.create("http://a.example/%C3%BC"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hooks",
                "/hooks",
                "//a.example",
                "a.example:80",
                "http:a.example",
                "http://",
                "http:///hooks",
                "http://:80/",
                "http://a b",
                "http://a.example/ b",
                "http://a.example:0",
                "http://a.example:65536",
                "http://a.example:x",
                "http://me@a.example",
                "http://me:password@a.example",
                "http://a.example/#part",
                "ws://a.example",
                "ftp://a.example",
                "file:///etc/passwd",
                "http://a.example/\u001b[31m",
                " http://a.example"
            })
    void refusesAnyOtherUrl(String text) {
        assertThat(read(WebNames.url(), text)).isEmpty();
    }

    // ---- lists, of hosts

    @ParameterizedTest
    @CsvSource({
        "gateway.example, gateway.example",
        "Gateway.Example, gateway.example",
        "10.0.0.1, 10.0.0.1",
        "::2, [::2]",
        "[::2], [::2]"
    })
    void readsAHostAsTheHostHeaderNamesIt(String text, String sent) {
        assertThat(read(WebNames.hosts(), text)).contains(List.of(sent));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway.example:5000",
                "[::2]:5000",
                "http://gateway.example",
                "gateway.example/",
                "a b",
                "*",
                "a\u001b"
            })
    void refusesAHostWithMoreThanItsName(String text) {
        assertThat(read(WebNames.hosts(), text)).isEmpty();
    }

    @Test
    void readsAListOfAnyLength() {
        assertThat(read(WebNames.hosts(), "")).contains(List.of());
        assertThat(read(WebNames.hosts(), " a , b,,c,")).contains(List.of("a", "b", "c"));
    }

    private static <T> Optional<T> read(Kind<T> kind, String text) {
        return kind.reading().apply(text);
    }
}
