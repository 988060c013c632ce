package io.fundwire.adapters.http;

import static io.fundwire.adapters.http.OriginRule.Binding.LOOPBACK;
import static io.fundwire.adapters.http.OriginRule.Binding.NETWORK;
import static io.fundwire.adapters.http.OriginRule.Verdict.FOREIGN_HOST;
import static io.fundwire.adapters.http.OriginRule.Verdict.FOREIGN_ORIGIN;
import static io.fundwire.adapters.http.OriginRule.Verdict.PASS;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

final class OriginRuleTest {

    private static final String LOCAL = "localhost:5000";

    private final OriginRule onLoopback =
            new OriginRule(
                    LOOPBACK, List.of("Wire.Test"), List.of("https://App.example", "null.example"));
    private final OriginRule onNetwork =
            new OriginRule(NETWORK, List.of(), List.of("https://app.example:8443"));

    // Names of the server.

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:5000",
                "LocalHost:1",
                "127.0.0.1",
                "127.0.0.1:65535",
                "[::1]",
                "[::1]:5000",
                "wire.test",
                "WIRE.test:80"
            })
    void onLoopbackItsOwnNamesPassWhateverThePort(String host) {
        assertThat(onLoopback.judgeHost(host)).isEqualTo(PASS);
        assertThat(onLoopback.judge(host, List.of())).isEqualTo(PASS);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "localhost.",
                "evil-localhost",
                "notlocalhost",
                "localhost@evil.example",
                "evil.example@localhost",
                "localhost:5000@evil.example",
                "localhost#evil.example",
                "localhost/evil.example",
                "localhost evil.example",
                "localhost, evil.example",
                "localhost\n",
                "localhost\u0000",
                "localhost:",
                "localhost:5000:80",
                "localhost:http",
                "localhost:123456",
                ":5000",
                "127.0.0.2",
                "127.0.0.1.evil.example",
                "127.1",
                "2130706433",
                "0.0.0.0",
                "::1",
                "[::]",
                "[::1].evil.example",
                "[::ffff:127.0.0.1]",
                "sub.wire.test",
                "wire.test.evil.example"
            })
    void onLoopbackAnyOtherNameIsForeign(String host) {
        assertThat(onLoopback.judgeHost(host)).isEqualTo(FOREIGN_HOST);
        assertThat(onLoopback.judge(host, List.of())).isEqualTo(FOREIGN_HOST);
        assertThat(onLoopback.judge(host, List.of("http://localhost"))).isEqualTo(FOREIGN_HOST);
        assertThat(onLoopback.judge(host, List.of("https://app.example"))).isEqualTo(FOREIGN_HOST);
    }

    /// Names that point here are the operator's there, who may have many.
    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"wire.example", "198.51.100.7:5000", "localhost"})
    void onTheNetworkAnyNamePasses(String host) {
        assertThat(onNetwork.judgeHost(host)).isEqualTo(PASS);
        assertThat(onNetwork.judge(host, List.of())).isEqualTo(PASS);
    }

    // Origins of pages.

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost",
                "http://localhost:3000",
                "https://localhost:8443",
                "HTTP://LOCALHOST:3000",
                "http://127.0.0.1:8080",
                "http://[::1]:8080",
                "http://wire.test",
                "https://wire.test:9",
                "https://app.example",
                "HTTPS://APP.EXAMPLE"
            })
    void onLoopbackPagesOfThisMachineAndConfiguredOnesMayAct(String origin) {
        assertThat(onLoopback.judge(LOCAL, List.of(origin))).isEqualTo(PASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "http://evil.example",
                "http://localhost.evil.example",
                "http://localhost.evil.example:5000",
                "http://evil-localhost",
                "http://evil.example#localhost",
                "http://evil.example/localhost",
                "http://evil.example?localhost",
                "http://localhost@evil.example",
                "http://localhost:5000@evil.example",
                "http://evil.example:localhost",
                "http://localhost/",
                "http://localhost:",
                "http://localhost:123456",
                "http://localhost evil.example",
                "http://localhost, http://evil.example",
                "http://localhost\\.evil.example",
                "http://localhost%00.evil.example",
                "http://localhost\u0000",
                "http://localhost.",
                "http:localhost",
                "//localhost",
                "localhost",
                "localhost:5000",
                "file://localhost",
                "ftp://localhost",
                "chrome-extension://localhost",
                "javascript://localhost",
                "xhttp://localhost",
                "http://127.0.0.1.evil.example",
                "http://[::1].evil.example",
                "http://[::1",
                "http://app.example",
                "https://app.example:8443",
                "https://app.example.evil.example",
                "https://sub.app.example",
                "https://app.example/"
            })
    void onLoopbackAnyOtherPageMayNot(String origin) {
        assertThat(onLoopback.judge(LOCAL, List.of(origin))).isEqualTo(FOREIGN_ORIGIN);
    }

    @ParameterizedTest
    @CsvSource({
        "wire.example, http://wire.example",
        "wire.example:80, http://wire.example",
        "wire.example, http://wire.example:80",
        "wire.example, https://wire.example",
        "wire.example:443, https://wire.example",
        "wire.example:5000, http://wire.example:5000",
        "wire.example:5000, https://wire.example:5000",
        "Wire.Example:5000, HTTP://wire.EXAMPLE:5000",
        "198.51.100.7:5000, http://198.51.100.7:5000",
        "[2001:DB8::7]:5000, http://[2001:db8::7]:5000",
        "wire.example, https://app.example:8443"
    })
    void onTheNetworkItsOwnPagesAndConfiguredOnesMayAct(String host, String origin) {
        assertThat(onNetwork.judge(host, List.of(origin))).isEqualTo(PASS);
    }

    @ParameterizedTest
    @CsvSource({
        "wire.example, http://wire.example:8080",
        "wire.example:8080, http://wire.example",
        "wire.example:80, https://wire.example",
        "wire.example:443, http://wire.example",
        "wire.example:5000, http://wire.example:5001",
        "wire.example, http://evil.example",
        "wire.example, http://wire.example.evil.example",
        "wire.example, http://sub.wire.example",
        "wire.example, http://wire.example@evil.example",
        "wire.example, 'http://wire.example, http://wire.example'",
        "wire.example, null",
        "wire.example, wire.example",
        "wire.example, ftp://wire.example",
        "wire.example:5000, http://localhost:5000",
        "wire.example, http://localhost",
        "wire.example, https://app.example",
        "'wire.example,evil.example', http://evil.example",
        "evil.example@wire.example, http://wire.example",
        "'', http://",
        ", http://wire.example",
        ", 'null'"
    })
    void onTheNetworkAnyOtherPageMayNot(String host, String origin) {
        assertThat(onNetwork.judge(host, List.of(origin))).isEqualTo(FOREIGN_ORIGIN);
    }

    @Test
    void whoHasTwoOriginsHasNone() {
        for (var rule : List.of(onLoopback, allowingAll(LOOPBACK))) {
            assertThat(rule.judge(LOCAL, List.of("http://localhost", "http://localhost")))
                    .isEqualTo(FOREIGN_ORIGIN);
            assertThat(rule.judge(LOCAL, List.of("http://localhost", "http://evil.example")))
                    .isEqualTo(FOREIGN_ORIGIN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "file://", "anything at all"})
    void aStarLetsAllPagesAct(String origin) {
        assertThat(allowingAll(LOOPBACK).judge(LOCAL, List.of(origin))).isEqualTo(PASS);
        assertThat(allowingAll(NETWORK).judge("wire.example", List.of(origin))).isEqualTo(PASS);
    }

    @Test
    void aStarLetsNoForeignNameIn() {
        assertThat(allowingAll(LOOPBACK).judge("evil.example", List.of("http://evil.example")))
                .isEqualTo(FOREIGN_HOST);
        assertThat(allowingAll(LOOPBACK).judgeHost("evil.example")).isEqualTo(FOREIGN_HOST);
    }

    @Test
    void aStarIsAllOrNothing() {
        var rule = new OriginRule(LOOPBACK, List.of("*"), List.of("https://*.example"));

        assertThat(rule.judgeHost("evil.example")).isEqualTo(FOREIGN_HOST);
        assertThat(rule.judge(LOCAL, List.of("https://app.example"))).isEqualTo(FOREIGN_ORIGIN);
    }

    private static OriginRule allowingAll(OriginRule.Binding binding) {
        return new OriginRule(binding, List.of(), List.of("*"));
    }
}
