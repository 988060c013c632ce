package io.fundwire.adapters.http.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Base64;

final class WebhookSecretTest {

    /// Of the Standard Webhooks specification's own libraries.
    @Test
    void signsAsTheSpecificationsExample() {
        var secret = WebhookSecret.read("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").orElseThrow();

        assertThat(
                        secret.sign(
                                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                1_614_265_330,
                                "{\"test\": 2432232314}".getBytes(UTF_8)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 32, 64})
    void takesFrom24To64Bytes(int bytes) {
        assertThat(WebhookSecret.read(secret(bytes))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 23, 65})
    void refusesFewerAndMore(int bytes) {
        assertThat(WebhookSecret.read(secret(bytes))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "whsec_",
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whpk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw ",
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2La-_Sw",
                "whsec_my very own secret, known to all"
            })
    void refusesWhatIsWrittenOtherwise(String text) {
        assertThat(WebhookSecret.read(text)).isEmpty();
    }

    @Test
    void twoOfTheSameBytesAreTheSame() {
        assertThat(WebhookSecret.read(secret(24)))
                .isEqualTo(WebhookSecret.read(secret(24)))
                .hasSameHashCodeAs(WebhookSecret.read(secret(24)))
                .isNotEqualTo(WebhookSecret.read(secret(25)));
    }

    @Test
    void doesNotShowItself() {
        assertThat(WebhookSecret.read(secret(24)).orElseThrow()).hasToString("***");
    }

    private static String secret(int bytes) {
        return "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
    }
}
