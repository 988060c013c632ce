package io.fundwire.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

/// What an operator sees of those who left.
final class DeparturesTest {

    @AutoClose private final RunningApi api = RunningApi.start();

    @Test
    void nobodyLeftYet() throws Exception {
        api.join("alice");

        assertThat(api.get("/api/departures").json().toString()).isEqualTo("{\"departures\":[]}");
    }

    @Test
    void saysWhoLeftWhenAndWhy() throws Exception {
        var alice = api.join("alice");
        api.advance(Duration.ofSeconds(90));

        api.disconnect(alice, 1006);

        var reply = api.get("/api/departures");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.body())
                .isEqualTo(
                        """
                        {"departures":[{"clientId":"%s","userId":"alice",\
                        "since":"2026-11-23T01:00:00.000Z","leftAt":"2026-11-23T01:01:30.000Z",\
                        "code":1006,"reason":"Its connection broke without a goodbye."}]}\
                        """
                                .formatted(alice.id()));
    }

    @Test
    void whomAnOperatorDisconnectedLeftBecauseOfThat() throws Exception {
        var alice = api.join("alice");

        api.send(api.request("/api/clients/" + alice.id()).DELETE());
        api.disconnect(alice, 4510);

        var departure = api.get("/api/departures").json().at("/departures/0");
        assertThat(departure.get("code").intValue()).isEqualTo(4510);
        assertThat(departure.get("reason").stringValue())
                .isEqualTo("An operator ended its connection.");
    }

    @Test
    void aPageSaysWhereTheNextBegins() throws Exception {
        api.disconnect(api.join("alice"), 1000);
        api.disconnect(api.join("bob"), 1000);
        api.disconnect(api.join("carol"), 1000);

        var first = api.get("/api/departures?limit=2").json();
        var second = api.get("/api/departures?limit=2&after=" + first.get("next")).json();

        assertThat(first.at("/departures/0/userId").stringValue()).isEqualTo("carol");
        assertThat(first.at("/departures/1/userId").stringValue()).isEqualTo("bob");
        assertThat(second.get("departures")).hasSize(1);
        assertThat(second.at("/departures/0/userId").stringValue()).isEqualTo("alice");
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void aPageHasAHundredWhereNoLimitIsSaid() throws Exception {
        for (int i = 0; i < 101; i++) {
            api.disconnect(api.join("user-" + i), 1000);
        }

        assertThat(api.get("/api/departures").json().get("departures")).hasSize(100);
        assertThat(api.get("/api/departures?limit=1000").json().get("departures")).hasSize(101);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "after=x", "after=-1", "after="})
    void aQueryThatMakesNoSenseIsRefused(String query) throws Exception {
        var problem = api.get("/api/departures?" + query).problem(400, "invalid-field");

        assertThat(query).startsWith(problem.get("field").stringValue() + "=");
    }

    @Test
    void anotherMethodIsToldWhichAreAllowed() throws Exception {
        var reply = api.send(api.request("/api/departures").DELETE());

        reply.problem(405, "method-not-allowed");
        assertThat(reply.header("Allow")).isEqualTo("GET, HEAD");
    }
}
