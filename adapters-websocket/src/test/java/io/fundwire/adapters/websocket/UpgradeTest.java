package io.fundwire.adapters.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fundwire.adapters.json.fixtures.Gateway;
import io.fundwire.adapters.json.fixtures.Transport;
import io.fundwire.adapters.websocket.fixtures.Handshake;
import io.fundwire.adapters.websocket.fixtures.HttpAnswer;
import io.fundwire.adapters.websocket.fixtures.LoopbackServer;
import io.fundwire.adapters.websocket.fixtures.RawFrame;
import io.fundwire.adapters.websocket.fixtures.RawPeer;
import io.fundwire.adapters.websocket.fixtures.RawPeer.Manners;
import io.fundwire.application.fixtures.Core;
import io.fundwire.application.session.Capacity;
import io.fundwire.application.session.DrainServer;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.Race;
import io.fundwire.domain.fixtures.VirtualClock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How the transport takes clients in over HTTP, or refuses them.
class UpgradeTest {

    private static final String HEARTBEAT = "{\"type\":\"heartbeat\",\"id\":\"1\"}";

    private Gateway gateway;
    private LoopbackServer server;

    @AfterEach
    void stop() {
        server.close();
    }

    // ---- what is accepted

    @Test
    void anUpgradeIsAcceptedAsTheRfcSays() throws Exception {
        serve();

        var answer = server.ask(Handshake.to("/ws"));

        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.header("Upgrade")).isEqualToIgnoringCase("websocket");
        assertThat(answer.header("Connection")).isEqualToIgnoringCase("Upgrade");
        assertThat(answer.header("Sec-WebSocket-Accept")).isEqualTo(Handshake.ACCEPT);
        assertThat(answer.header("Server")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate",
                "permessage-deflate; client_max_window_bits; server_no_context_takeover",
                "x-webkit-deflate-frame, permessage-deflate",
                "permessage-bzip2",
                "permessage-deflate; server_max_window_bits=99; =; ;",
                ",;=,"
            })
    void noExtensionIsAcceptedWhateverIsOffered(String offer) throws Exception {
        serve();
        var peer = server.call(Manners.POLITE);

        var answer = peer.upgrade(Handshake.to("/ws").with("Sec-WebSocket-Extensions", offer));

        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.header("Sec-WebSocket-Extensions")).isNull();
        assertThat(type(peer.nextText())).isEqualTo("connection");
        peer.send(RawFrame.text(HEARTBEAT).with(0x40));
        assertThat(peer.closeCode()).as("a compressed frame").isEqualTo(1002);
    }

    @Test
    void noSubprotocolIsPicked() throws Exception {
        serve();

        var answer =
                server.ask(Handshake.to("/ws").with("Sec-WebSocket-Protocol", "graphql-ws, mqtt"));

        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.header("Sec-WebSocket-Protocol")).isNull();
    }

    @Test
    void framesThatCameWithTheRequestAreRead() throws Exception {
        serve();
        var peer = server.call(Manners.POLITE);
        peer.request(Handshake.to("/ws").with("Connection", "keep-alive, Upgrade"));
        peer.send(HEARTBEAT);

        assertThat(peer.readAnswer().status()).isEqualTo(101);

        assertThat(type(peer.nextText())).isEqualTo("connection");
        assertThat(type(peer.nextText())).isEqualTo("heartbeat-ack");
    }

    @Test
    void aConnectionThatWasRefusedMayAskAgain() throws Exception {
        serve();
        var peer = server.call(Manners.POLITE);

        assertThat(peer.upgrade(Handshake.to("/ws?user=client_1")).status()).isEqualTo(400);
        assertThat(peer.upgrade(Handshake.to("/elsewhere")).status()).isEqualTo(404);
        assertThat(peer.upgrade(Handshake.to("/ws").without("Upgrade")).status()).isEqualTo(426);
        assertThat(peer.upgrade(Handshake.to("/ws?user=alice")).status()).isEqualTo(101);

        assertThat(user(peer.nextText())).isEqualTo("alice");
    }

    // ---- what is no upgrade

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "OPTIONS"})
    void aPlainRequestIsToldToUpgrade(String method) throws Exception {
        serve();

        var answer =
                server.ask(
                        Handshake.to("/ws?user=alice")
                                .withMethod(method)
                                .without("Upgrade")
                                .without("Connection")
                                .without("Sec-WebSocket-Key")
                                .without("Sec-WebSocket-Version"));

        assertUpgradeRequired(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-WebSocket-Version, 12",
        "Sec-WebSocket-Version, 14",
        "Sec-WebSocket-Version, 8",
        "Sec-WebSocket-Version, 99",
        "Sec-WebSocket-Version, 0",
        "Sec-WebSocket-Version, -13",
        "Sec-WebSocket-Version, ''",
        "Sec-WebSocket-Version, thirteen",
        "Sec-WebSocket-Version, 99999999999999999999",
        "Upgrade, h2c"
    })
    void anUpgradeToSomethingElseIsToldWhatThereIs(String header, String value) throws Exception {
        serve();

        var answer = server.ask(Handshake.to("/ws").with(header, value));

        assertUpgradeRequired(answer);
    }

    @Test
    void anUpgradeThatDoesNotSayToWhatIsToldWhatThereIs() throws Exception {
        serve();

        assertUpgradeRequired(server.ask(Handshake.to("/ws").without("Sec-WebSocket-Version")));
    }

    @Test
    void anUpgradeToTwoVersionsIsRefused() throws Exception {
        serve();

        var answer = server.ask(Handshake.to("/ws").with("sec-websocket-version", "8"));

        assertUpgradeRequired(answer);
    }

    @Test
    void anUpgradeByAnotherMethodIsRefused() throws Exception {
        serve();

        assertUpgradeRequired(server.ask(Handshake.to("/ws").withMethod("POST")));
    }

    /// RFC 6455 section 4.2.1 asks for HTTP/1.1; and in HTTP/1.0 there is no upgrade at all.
    @Test
    void anUpgradeInAnOldVersionOfHttpIsRefused() throws Exception {
        serve();

        assertUpgradeRequired(server.ask(Handshake.to("/ws").in("HTTP/1.0")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "=",
                "dGhlIHNhbXBsZSBub25jZQ",
                "dGhlIHNhbXBsZSBub25jZQ=",
                "dGhlIHNhbXBsZSBub25j",
                "dGhlIHNhbXBsZSBub25jZXM=",
                "dGhlIHNhbXBsZSBub25jZXNzdQ==",
                "dGhlIHNhbXBsZSBub25jZR==",
                "dGhlIHNhbXBsZSBub25j-_==",
                "this is sixteen bytes =="
            })
    void aKeyThatIsNot16BytesInBase64IsAMistake(String key) throws Exception {
        serve();

        var answer = server.ask(Handshake.to("/ws").with("Sec-WebSocket-Key", key));

        assertProblem(answer, 400, "invalid-websocket-key");
        assertThat(gateway.core.clients.count()).isZero();
    }

    @Test
    void twoKeysAreAMistakeEvenIfEachIsRight() throws Exception {
        serve();

        for (String second :
                new String[] {"dGhlIHNhbXBsZSBub25jZQ==", "AAAAAAAAAAAAAAAAAAAAAA=="}) {
            var answer = server.ask(Handshake.to("/ws").with("sec-websocket-key", second));

            assertProblem(answer, 400, "invalid-websocket-key");
        }
        assertThat(gateway.core.clients.count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-WebSocket-Key", "Connection"})
    void anUpgradeThatLacksAPartIsAMistake(String header) throws Exception {
        serve();

        var answer = server.ask(Handshake.to("/ws").without(header));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(gateway.core.clients.count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/ws/", "/wsx", "/ws/more", "/WS", "/other?user=alice"})
    void everyOtherPathBelongsToWhatIsBehind(String target) throws Exception {
        serve();

        for (Handshake request :
                new Handshake[] {
                    Handshake.to(target),
                    Handshake.to(target).without("Upgrade").without("Connection")
                }) {
            var answer = server.ask(request);

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.header(LoopbackServer.NEXT)).isEqualTo("here");
        }
    }

    // ---- users

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice",
                "alice@example.com",
                "Zoë O'Hara-Łuk 鈴木 📈",
                "a&user=b+c%",
                "clientele",
                "Client_1"
            })
    void aUserMayHaveAnyName(String name) throws Exception {
        serve();

        var peer = server.upgrade("user=" + encoded(name), Manners.POLITE);

        assertThat(user(peer.nextText())).isEqualTo(name);
        assertThat(gateway.core.clients.of(new UserId(name))).hasSize(1);
    }

    @Test
    void aUserMayHaveANameOfAnyLengthUpTo128() throws Exception {
        serve();

        for (int length : new int[] {1, 127, 128}) {
            String name = "x".repeat(length);
            var peer = server.upgrade("a=b&user=" + name + "&c=d", Manners.POLITE);
            assertThat(user(peer.nextText())).isEqualTo(name);
        }
    }

    @Test
    void whoNamesNoUserIsItsOwn() throws Exception {
        serve();

        for (String query : new String[] {"", "resume=0", "User=alice", "xuser=alice"}) {
            JsonNode welcome =
                    gateway.mapper.readTree(server.upgrade(query, Manners.POLITE).nextText());
            assertThat(welcome.at("/data/userId").stringValue())
                    .isEqualTo(welcome.at("/clientId").stringValue());
        }
    }

    static Stream<String> namesThatNobodyMayHave() {
        return Stream.of(
                "",
                "x".repeat(129),
                "client_",
                "client_1795398059356_8f3k2m9qz4x7c",
                "%63lient_1",
                "a%00b",
                "a%0Ab",
                "a%0D%0ASet-Cookie:x",
                "a%7Fb",
                "a%C2%85b");
    }

    @ParameterizedTest
    @MethodSource("namesThatNobodyMayHave")
    void aNameThatNobodyMayHaveIsRefused(String encoded) throws Exception {
        serve();

        var answer = server.ask(Handshake.to("/ws?user=" + encoded));

        assertProblem(answer, 400, "invalid-user");
        assertThat(answer.header("Set-Cookie")).isNull();
        assertThat(answer.body()).contains("1 to 128 characters").doesNotContain("Set-Cookie");
        assertThat(gateway.core.clients.count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"user=%", "user=%zz", "user=%u0041", "user=%FF", "user=%ED%A0%80", "%"})
    void aQueryThatCannotBeReadIsTheClientsMistake(String query) throws Exception {
        serve();

        var answer = server.ask(Handshake.to("/ws?" + query));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(gateway.core.clients.count()).isZero();
    }

    // ---- places

    @Test
    void aServerThatIsFullSaysWhenToTryAgain() throws Exception {
        serve(2);
        var alice = server.connect("user=alice");
        server.connect("user=bob");

        var answer = server.ask(Handshake.to("/ws"));

        assertProblem(answer, 503, "full");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 60);

        alice.sendClose(1000);
        await().atMost(Transport.PATIENCE).until(gateway.core::hasRoom);
        server.connect("user=carol");
        assertThat(server.ask(Handshake.to("/ws")).status()).isEqualTo(503);
    }

    @Test
    void anAddressThatHasAllItsPlacesIsToldWhenToTryAgain() throws Exception {
        serve(new Capacity(10, 2));
        var alice = server.connect("user=alice");
        server.connect("user=bob");

        var answer = server.ask(Handshake.to("/ws"));

        assertProblem(answer, 429, "too-many-from-address");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 60);
        assertThat(gateway.core.clients.count()).isEqualTo(2);

        alice.vanish();
        await().atMost(Transport.PATIENCE).until(() -> gateway.core.clients.count() == 1);
        server.connect("user=carol");
        assertThat(server.ask(Handshake.to("/ws")).status()).isEqualTo(429);
    }

    @Test
    void whoClaimsToComeFromElsewhereIsCountedWhereItComesFrom() throws Exception {
        serve(new Capacity(10, 1));
        server.connect("user=alice");

        var answer =
                server.ask(
                        Handshake.to("/ws")
                                .with("X-Forwarded-For", "198.51.100.7")
                                .with("Forwarded", "for=198.51.100.7"));

        assertProblem(answer, 429, "too-many-from-address");
    }

    @Test
    void aServerThatDrainsSaysWhenToTryAgain() throws Exception {
        serve();
        gateway.core.drainServer.handle(new DrainServer.Input(10));

        var answer = server.ask(Handshake.to("/ws"));

        assertProblem(answer, 503, "draining");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 60);
        assertUpgradeRequired(server.ask(Handshake.to("/ws").without("Upgrade")));
    }

    /// The last place may be promised to several; all but one then hear that it is taken.
    @Test
    void whoeverComesAtOnceThereAreNoMorePlaces() throws Exception {
        serve(7);
        var taken = new AtomicInteger();

        Race.of(20)
                .run(runner -> {
                    var peer = server.call(Manners.POLITE);
                    var answer = peer.upgrade(Handshake.to("/ws"));
                    if (answer.status() == 503) {
                        return;
                    }
                    String first = peer.nextText();
                    if (type(first).equals("connection")) {
                        taken.incrementAndGet();
                    } else {
                        assertThat(type(first)).isEqualTo("error");
                        assertThat(peer.closeCode()).isEqualTo(1013);
                    }
                });

        assertThat(taken).hasValue(7);
        assertThat(gateway.core.clients.count()).isEqualTo(7);
        assertThat(server.ask(Handshake.to("/ws")).status()).isEqualTo(503);
    }

    @Test
    void whoLeavesWhileItComesTakesNoPlace() throws Exception {
        serve(500);

        for (int i = 0; i < 300; i++) {
            var peer = server.call(Manners.POLITE);
            switch (i % 3) {
                case 0 -> {
                    peer.request(Handshake.to("/ws"));
                    peer.vanish();
                }
                case 1 -> {
                    peer.upgrade(Handshake.to("/ws"));
                    peer.vanish();
                }
                default -> {
                    peer.request(Handshake.to("/ws"));
                    peer.finish();
                }
            }
        }

        everyPlaceIsFree();
    }

    /// Some more than there are places for, so that some are refused, and from one address, so that
    /// its own places are counted as well.
    @Test
    void aStormOfClientsThatLeaveWhileTheyComeTakesNoPlace() throws Exception {
        serve(new Capacity(20, 20));

        Race.of(30)
                .run(runner -> {
                    for (int i = 0; i < 20; i++) {
                        leaveAt(Stage.values()[(runner + i) % Stage.values().length]);
                    }
                });

        await().atMost(Transport.PATIENCE).until(() -> server.sockets() == 0);
        everyPlaceIsFree();
        var all = Stream.generate(() -> server.connect("")).limit(20).toList();
        assertThat(server.ask(Handshake.to("/ws")).status()).isEqualTo(503);
        all.forEach(RawPeer::vanish);
        everyPlaceIsFree();
        assertThat(gateway.core.faults.places()).isEmpty();
    }

    private enum Stage {
        CONNECTED,
        ASKING,
        ASKED,
        ANSWERED,
        SPEAKING
    }

    private void leaveAt(Stage stage) {
        var peer = server.call(Manners.POLITE);
        switch (stage) {
            case CONNECTED -> {}
            case ASKING -> peer.sendBytes("GET /ws HTTP/1.1\r\nHost: 127".getBytes(UTF_8));
            case ASKED -> peer.request(Handshake.to("/ws"));
            case ANSWERED -> peer.upgrade(Handshake.to("/ws"));
            case SPEAKING -> {
                peer.request(Handshake.to("/ws?user=guest"));
                peer.send(HEARTBEAT);
                peer.readAnswer();
            }
        }
        peer.vanish();
    }

    @Test
    void whoIsRefusedTakesNoPlace() throws Exception {
        serve(3);
        var guests = Stream.generate(() -> server.connect("")).limit(2).toList();

        for (int i = 0; i < 20; i++) {
            server.ask(Handshake.to("/ws?user=client_1"));
            server.ask(Handshake.to("/ws").with("Sec-WebSocket-Version", "8"));
            server.ask(Handshake.to("/ws").without("Sec-WebSocket-Key"));
            server.ask(Handshake.to("/elsewhere"));
        }
        var last = server.connect("");
        for (int i = 0; i < 20; i++) {
            assertThat(server.ask(Handshake.to("/ws")).status()).isEqualTo(503);
        }

        last.vanish();
        guests.forEach(RawPeer::vanish);
        everyPlaceIsFree();
    }

    /// All places can be taken, and then no other.
    private void everyPlaceIsFree() {
        await().atMost(Transport.PATIENCE).until(() -> gateway.core.clients.count() == 0);
        int places = Math.min(20, gateway.core.clients.maxConnections());
        var all = new ArrayList<RawPeer>();
        IntStream.range(0, places).forEach(i -> all.add(server.connect("")));
        assertThat(gateway.core.clients.count()).isEqualTo(places);
        all.forEach(RawPeer::vanish);
        await().atMost(Transport.PATIENCE).until(() -> server.sockets() == 0);
        assertThat(gateway.core.hasRoom()).isTrue();
    }

    private void assertUpgradeRequired(HttpAnswer answer) {
        assertProblem(answer, 426, "upgrade-required");
        assertThat(answer.header("Upgrade")).isEqualTo("websocket");
        assertThat(answer.header("Connection")).containsIgnoringCase("upgrade");
        assertThat(answer.header("Sec-WebSocket-Version")).isEqualTo("13");
        assertThat(gateway.core.clients.count()).isZero();
    }

    private void assertProblem(HttpAnswer answer, int status, String kind) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        JsonNode problem = gateway.mapper.readTree(answer.body());
        assertThat(problem.at("/type").stringValue()).isEqualTo("urn:fundwire:problem:" + kind);
        assertThat(problem.at("/title").stringValue()).isNotBlank();
        assertThat(problem.at("/status").intValue()).isEqualTo(status);
        assertThat(problem.at("/detail").stringValue()).isNotBlank();
    }

    private void serve() throws Exception {
        serve(1000);
    }

    private void serve(int maxConnections) throws Exception {
        serve(new Capacity(maxConnections, 0));
    }

    private void serve(Capacity capacity) throws Exception {
        gateway = Gateway.of(Core.Settings.defaults().with(capacity), () -> VirtualClock.START);
        server = LoopbackServer.of(gateway, WebSocketTimeouts.DEFAULT);
    }

    private String type(String message) {
        return gateway.mapper.readTree(message).at("/type").stringValue();
    }

    private String user(String welcome) {
        return gateway.mapper.readTree(welcome).at("/data/userId").stringValue();
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, UTF_8);
    }
}
