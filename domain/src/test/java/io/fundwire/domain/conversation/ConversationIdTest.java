package io.fundwire.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class ConversationIdTest {

    @Test
    void has1To128Characters() {
        assertThat(new ConversationId("4").value()).isEqualTo("4");
        assertThat(new ConversationId("4".repeat(128)).value()).hasSize(128);
    }

    @Test
    void isNeitherEmptyNorLonger() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ConversationId(""));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConversationId("4".repeat(129)));
    }
}
