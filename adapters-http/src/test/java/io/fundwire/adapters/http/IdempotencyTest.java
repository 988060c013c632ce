package io.fundwire.adapters.http;

import static io.fundwire.adapters.http.Bodies.to;
import static io.fundwire.adapters.http.Bodies.with;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/// Publishing twice under one name.
final class IdempotencyTest {

    @AutoClose private final RunningApi api = RunningApi.start();

    @Test
    void aRepetitionGetsTheFirstAnswerAndNobodyIsToldAgain() throws Exception {
        var alice = api.join("alice");
        var first = publish("k-1", "Once");
        api.advance(Duration.ofHours(1));

        var second = publish("k-1", "Once");

        assertThat(second.status()).isEqualTo(202);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(api.notificationsFor(alice)).hasSize(1);
    }

    @Test
    void theHeaderAndTheFieldMeanTheSame() throws Exception {
        String inBody = with("idempotencyKey", "\"k-1\"");

        var first =
                api.send(
                        post(Bodies.with("title", "\"Report ready\""))
                                .header("Idempotency-Key", "k-1"));
        var second = api.publish(inBody);
        var third = api.send(post(inBody).header("Idempotency-Key", "k-1"));

        assertThat(first.status()).isEqualTo(202);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(third.json()).isEqualTo(first.json());
        assertThat(api.core.store.counts().published()).isEqualTo(1);
    }

    @Test
    void anotherKeyPublishesAgain() throws Exception {
        publish("k-1", "Twice");
        publish("k-2", "Twice");

        assertThat(api.core.store.counts().published()).isEqualTo(2);
    }

    @Test
    void aKeyThatStandsForSomethingElseIsRefused() throws Exception {
        publish("k-1", "This");

        var problem = publish("k-1", "That").problem(409, "idempotency-key-taken");

        assertThat(problem.get("detail").stringValue())
                .isEqualTo(
                        "This idempotency key stands for another notification of the last 24 hours,"
                                + " and nobody got this one: give it a key of its own.");
        assertThat(api.inbox("alice")).containsExactly("This");
    }

    @Test
    void twoKeysAreOneTooMany() throws Exception {
        var problem =
                api.send(post(with("idempotencyKey", "\"k-1\"")).header("Idempotency-Key", "k-2"))
                        .problem(400, "invalid-field");

        assertThat(problem.get("field").stringValue()).isEqualTo("idempotencyKey");
        assertThat(problem.get("detail").stringValue())
                .isEqualTo("idempotencyKey must be the same as in the Idempotency-Key header.");
        assertThat(api.core.store.counts().published()).isZero();
    }

    @Test
    void aHeaderThatComesTwiceIsRefused() throws Exception {
        var problem =
                api.send(
                                post(Bodies.titled("t"))
                                        .header("Idempotency-Key", "k-1")
                                        .header("Idempotency-Key", "k-1"))
                        .problem(400, "invalid-field");

        assertThat(problem.get("field").stringValue()).isEqualTo("Idempotency-Key");
        assertThat(problem.get("detail").stringValue())
                .isEqualTo("Idempotency-Key must be given once.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
                        + "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "a\tb"
            })
    void aHeaderIsAsShortAndPrintableAsAField(String key) throws Exception {
        var problem = publish(key, "t").problem(400, "invalid-field");

        assertThat(problem.get("detail").stringValue())
                .isEqualTo("Idempotency-Key must be 1 to 128 printable ASCII characters.");
    }

    private Reply publish(String key, String title) throws Exception {
        return api.send(post(to("{\"user\":\"alice\"}", title)).header("Idempotency-Key", key));
    }

    private HttpRequest.Builder post(String body) {
        return api.request("/api/notifications")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }
}
