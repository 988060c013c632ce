package io.fundwire.domain.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UserIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "alice", "Łucja Żak", "a@b.example", "名前", "not_client_1"})
    void aNameIsAlmostAnyText(String name) {
        assertThat(UserId.named(name)).contains(new UserId(name));
        assertThat(UserId.of(name)).contains(new UserId(name));
    }

    @Test
    void aNameHasAtMost128Characters() {
        assertThat(UserId.named("a".repeat(128))).isPresent();
        assertThat(UserId.named("a".repeat(129))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "\u0000", "a\u007f", "\u0085"})
    void whatIsEmptyOrHoldsAControlCharacterIsNoUser(String text) {
        assertThat(UserId.named(text)).isEmpty();
        assertThat(UserId.of(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new UserId(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_", "client_1_0"})
    void nobodyMayTakeANameThatLooksLikeAClientButSuchUsersThereAre(String name) {
        assertThat(UserId.named(name)).isEmpty();
        assertThat(UserId.of(name)).contains(new UserId(name));
    }

    @Test
    void aClientWithoutANameIsItsOwnAnonymousUser() {
        var client = new ClientId("client_1_0");

        var user = UserId.anonymous(client);

        assertThat(user.value()).isEqualTo(client.value());
        assertThat(user.isAnonymous()).isTrue();
    }

    @Test
    void aNamedUserIsNotAnonymous() {
        assertThat(new UserId("alice").isAnonymous()).isFalse();
    }
}
