package io.fundwire.domain.session;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Set;
import java.util.stream.Stream;

final class CloseReasonTest {

    /// Those of RFC 6455 and its registry that a server may put into a close frame.
    private static final Set<Integer> STANDARD =
            Set.of(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1011, 1012, 1013);

    /// The most bytes of a close frame's reason.
    private static final int MAX_REASON = 123;

    @ParameterizedTest
    @CsvSource({
        "UNSUPPORTED, 1003",
        "TOO_FAST, 1008",
        "TOO_LARGE, 1009",
        "INTERNAL, 1011",
        "RESTARTING, 1012",
        "OVERLOADED, 1013",
        "SILENT, 4001",
        "SLOW_READER, 4002",
        "NOT_RESUMED, 4003",
        "RESUMED_ELSEWHERE, 4409",
        "EXPELLED, 4510"
    })
    void hasTheCodeThatTheProtocolGivesIt(CloseReason reason, int code) {
        assertThat(reason.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @EnumSource
    void aCodeIsAStandardOneOrFromOurRange(CloseReason reason) {
        assertThat(reason.code())
                .matches(code -> STANDARD.contains(code) || (code >= 4000 && code < 5000));
    }

    @Test
    void noTwoReasonsShareACode() {
        assertThat(Stream.of(CloseReason.values()).map(CloseReason::code)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void aSentenceFitsIntoACloseFrame(CloseReason reason) {
        assertThat(reason.sentence().getBytes(UTF_8)).hasSizeBetween(1, MAX_REASON);
    }

    @ParameterizedTest
    @EnumSource
    void aReasonThatMeansReconnectSaysSo(CloseReason reason) {
        boolean comeBack =
                Set.of(1011, 1012, 1013).contains(reason.code())
                        || (reason.code() >= 4000 && reason.code() < 4500);

        assertThat(reason.sentence().contains("reconnect")).isEqualTo(comeBack);
    }
}
