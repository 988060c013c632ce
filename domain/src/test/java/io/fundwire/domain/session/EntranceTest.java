package io.fundwire.domain.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class EntranceTest {

    private final Entrance entrance = Entrance.awaitingResume();
    private final List<String> ran = new ArrayList<>();

    @Test
    void mostClientsAreInFromTheStart() {
        var open = Entrance.open();

        assertThat(open.awaitsResume()).isFalse();
        assertThat(open.begin()).isEqualTo(Entrance.Step.NOT_AWAITED);
    }

    @Test
    void aClientResumesOnce() {
        assertThat(entrance.awaitsResume()).isTrue();

        assertThat(entrance.begin()).isEqualTo(Entrance.Step.BEGUN);
        assertThat(entrance.awaitsResume()).isFalse();
        assertThat(entrance.begin()).isEqualTo(Entrance.Step.NOT_AWAITED);

        entrance.end();
        assertThat(entrance.begin()).isEqualTo(Entrance.Step.NOT_AWAITED);
    }

    @Test
    void nothingHasToWaitForAClientThatSaysNothing() {
        entrance.whenStill(() -> ran.add("next"));

        assertThat(ran).containsExactly("next");
    }

    @Test
    void whatComesWhileAClientResumesRunsAfterThat() {
        entrance.begin();

        entrance.whenStill(() -> ran.add("next"));
        assertThat(ran).isEmpty();

        entrance.end();
        assertThat(ran).containsExactly("next");
        entrance.end();
        assertThat(ran).containsExactly("next");
    }
}
