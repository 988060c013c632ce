package io.fundwire.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;

final class EncodedTest {

    private final Encoded encoded = new Encoded(new byte[] {1, 2, 3});

    @Test
    void eachViewIsReadOnItsOwn() {
        ByteBuffer read = encoded.view();
        read.get(new byte[3]);

        ByteBuffer unread = encoded.view();

        assertThat(read.hasRemaining()).isFalse();
        assertThat(unread.remaining()).isEqualTo(3);
        assertThat(encoded.size()).isEqualTo(3);
    }

    @Test
    void aViewCannotChangeWhatOthersRead() {
        assertThat(encoded.view().isReadOnly()).isTrue();
    }
}
