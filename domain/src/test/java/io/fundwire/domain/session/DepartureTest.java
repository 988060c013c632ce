package io.fundwire.domain.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.domain.fixtures.Messages;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.Lane;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.stream.Stream;

final class DepartureTest {

    private final Session session = new Session(People.client("alice"), SessionLimits.DEFAULT);

    @Test
    void saysWhoLeftAndHowLongItStayed() {
        var departure = Departure.of(session, 1000, VirtualClock.START.plusSeconds(90));

        assertThat(departure.client()).isEqualTo(People.client("alice"));
        assertThat(departure.stay()).isEqualTo(Duration.ofSeconds(90));
    }

    @ParameterizedTest
    @CsvSource({
        "1000, It said goodbye.",
        "1001, 'It went away: its page was closed or left, or its program ended.'",
        "1005, It closed its connection and did not say why.",
        "1006, Its connection broke without a goodbye.",
        "4711, It closed its connection with code 4711."
    })
    void whoEndedItsConnectionItselfIsToldByTheCode(int code, String sentence) {
        var ending = Departure.of(session, code, VirtualClock.START).ending();

        assertThat(ending).isEqualTo(new Ending.ByItself(code));
        assertThat(ending.sentence()).isEqualTo(sentence);
    }

    @ParameterizedTest
    @EnumSource(CloseReason.class)
    void whoseConnectionTheServerEndedIsToldByItsReasonWhateverTheCode(CloseReason reason) {
        session.close(
                reason,
                Messages.outgoing(Messages.plain(Lane.CONTROL, "bye"), 10, VirtualClock.START));

        assertThat(Departure.of(session, 1006, VirtualClock.START).ending())
                .isEqualTo(new Ending.ByServer(reason, 1006));
    }

    @Test
    void eachReasonHasASentenceOfItsOwn() {
        var sentences =
                Stream.of(CloseReason.values())
                        .map(reason -> new Ending.ByServer(reason, 1006).sentence())
                        .toList();

        assertThat(sentences)
                .doesNotHaveDuplicates()
                .allMatch(sentence -> sentence.matches("[A-Z].+\\."));
    }
}
