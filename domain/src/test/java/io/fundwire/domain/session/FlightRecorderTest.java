package io.fundwire.domain.session;

import static io.fundwire.domain.session.FlightRecord.Direction.IN;
import static io.fundwire.domain.session.FlightRecord.Direction.OUT;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.session.FlightRecord.Contents;
import io.fundwire.domain.session.FlightRecord.Frame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class FlightRecorderTest {

    private static final Instant START = VirtualClock.START;

    private final FlightRecording recording = FlightRecording.on();
    private final FlightRecorder recorder = new FlightRecorder(recording, START);

    @Test
    void remembersNothingAtFirst() {
        assertThat(recorder.record().frames()).isEmpty();
    }

    @Test
    void remembersWhenWhichWayWhatAndHowLarge() {
        recorder.add(OUT, "connection", 312, START);
        recorder.add(IN, "heartbeat", 0, START.plusMillis(1));
        recorder.add(OUT, "heartbeat-ack", 1, START.plus(Duration.ofDays(700)));
        recorder.add(IN, "heartbeat", 1_048_575, START.plus(Duration.ofDays(700)));

        assertThat(recorder.record().frames())
                .containsExactly(
                        new Frame(START, OUT, "connection", 312),
                        new Frame(START.plusMillis(1), IN, "heartbeat", 0),
                        new Frame(START.plus(Duration.ofDays(700)), OUT, "heartbeat-ack", 1),
                        new Frame(START.plus(Duration.ofDays(700)), IN, "heartbeat", 1_048_575));
    }

    /// Whatever number of frames it has grown to.
    @Test
    void remembersTheLastTwoHundredInOrder() {
        var all = new ArrayList<Frame>();
        for (int i = 0; i < 650; i++) {
            var frame = new Frame(START.plusMillis(i), i % 3 == 0 ? IN : OUT, "type-" + i % 7, i);
            recorder.add(frame.direction(), frame.type(), frame.bytes(), frame.at());
            all.add(frame);

            assertThat(recorder.record().frames())
                    .isEqualTo(all.subList(Math.max(0, all.size() - 200), all.size()));
        }
    }

    @Test
    void aRecordStaysAsItWas() {
        recorder.add(IN, "heartbeat", 20, START);
        var before = recorder.record();

        for (int i = 0; i < 300; i++) {
            recorder.add(OUT, "typing", 30, START);
        }

        assertThat(before.frames()).containsExactly(new Frame(START, IN, "heartbeat", 20));
    }

    @Test
    void whatIsTooLargeOrTooLateForItsPlaceHarmsNoOther() {
        recorder.add(IN, "heartbeat", Integer.MAX_VALUE, START.plus(Duration.ofDays(9_999)));
        recorder.add(OUT, "typing", 30, START.minusMillis(5));

        var frames = recorder.record().frames();
        assertThat(frames.getFirst().bytes()).isEqualTo(1_048_575);
        assertThat(frames.getFirst().at()).isAfter(START.plus(Duration.ofDays(795)));
        assertThat(frames.getFirst().direction()).isEqualTo(IN);
        assertThat(frames.getFirst().type()).isEqualTo("heartbeat");
        assertThat(frames.getLast()).isEqualTo(new Frame(START, OUT, "typing", 30));
    }

    @Test
    void typesBeyondTheBoundAreOthersAndKnownOnesStay() {
        for (int i = 0; i < 1_000; i++) {
            recording.numberOf("type-" + i);
        }

        recorder.add(IN, "type-126", 1, START);
        recorder.add(IN, "type-127", 1, START);
        recorder.add(IN, "type-0", 1, START);
        recorder.add(IN, "other", 1, START);

        assertThat(types()).containsExactly("type-126", "other", "type-0", "other");
    }

    @Test
    void allRecordersShareTheNumbersOfTypes() {
        var another = new FlightRecorder(recording, START);
        recorder.add(IN, "a", 1, START);
        another.add(IN, "b", 1, START);
        another.add(IN, "a", 1, START);

        assertThat(types()).containsExactly("a");
        assertThat(another.record().frames()).extracting(Frame::type).containsExactly("b", "a");
    }

    @Test
    void remembersNothingWhereNothingIsToBeRecorded() {
        var off = new FlightRecorder(FlightRecording.off(), START);

        off.add(IN, "heartbeat", 20, START);

        assertThat(off.record().frames()).isEmpty();
        assertThat(FlightRecording.off().isOn()).isFalse();
        assertThat(recording.isOn()).isTrue();
    }

    @Test
    void remembersWhatWasSaidWhereThatIsMeant() {
        var recorder = new FlightRecorder(FlightRecording.withContents(), START);
        says(recorder, "one");
        recorder.add(IN, "resume", 3, START);
        says(recorder, "two");

        assertThat(contents(recorder.record()))
                .containsExactly(
                        Optional.of(new Contents("one", false)),
                        Optional.empty(),
                        Optional.of(new Contents("two", false)));
    }

    @Test
    void whatWasSaidGoesWithItsFrame() {
        var recorder = new FlightRecorder(FlightRecording.withContents(), START);
        var all = new ArrayList<Optional<Contents>>();
        for (int i = 0; i < 650; i++) {
            if (i % 3 == 0) {
                recorder.add(IN, "resume", 10, START);
                all.add(Optional.empty());
            } else {
                says(recorder, "number " + i);
                all.add(Optional.of(new Contents("number " + i, false)));
            }

            assertThat(contents(recorder.record()))
                    .isEqualTo(all.subList(Math.max(0, all.size() - 200), all.size()));
        }
    }

    @Test
    void aRecordGoesOnSayingWhatItSaid() {
        var recorder = new FlightRecorder(FlightRecording.withContents(), START);
        says(recorder, "one");
        var before = recorder.record();

        for (int i = 0; i < 300; i++) {
            says(recorder, "more");
        }

        assertThat(contents(before)).containsExactly(Optional.of(new Contents("one", false)));
    }

    @ParameterizedTest
    @CsvSource({
        // Characters of one, two, three and four bytes: what has no room goes as a whole.
        "511, a, 512, false",
        "512, a, 512, true",
        "511, ä, 511, true",
        "510, ä, 512, false",
        "510, €, 510, true",
        "509, €, 512, false",
        "509, 😀, 509, true",
        "508, 😀, 512, false",
    })
    void keepsWholeCharactersUpToFiveHundredAndTwelveBytes(
            int before, String character, int kept, boolean isCut) {
        var recorder = new FlightRecorder(FlightRecording.withContents(), START);
        String text = "x".repeat(before) + character;

        says(recorder, text);

        var contents = contents(recorder.record()).getFirst().orElseThrow();
        assertThat(contents.cut()).isEqualTo(isCut);
        assertThat(contents.text().getBytes(UTF_8)).hasSize(kept);
        assertThat(text).startsWith(contents.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"connection", "resume", "resume-token"})
    void neverWantsWhatHasATokenInIt(String type) {
        var recorder = new FlightRecorder(FlightRecording.withContents(), START);

        assertThat(recorder.wantsContents(type)).isFalse();
        assertThat(recorder.wantsContents("heartbeat")).isTrue();
    }

    @Test
    void wantsNoContentsWhereNoneAreToBeRecorded() {
        assertThat(recorder.wantsContents("heartbeat")).isFalse();
        assertThat(recording.recordsContents()).isFalse();
        assertThat(FlightRecording.withContents().recordsContents()).isTrue();
        assertThat(FlightRecording.withContents().isOn()).isTrue();
    }

    private static void says(FlightRecorder recorder, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        recorder.add(OUT, "chat", bytes.length, START);
        recorder.addContents(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
    }

    private static List<Optional<Contents>> contents(FlightRecord record) {
        return record.frames().stream().map(Frame::contents).toList();
    }

    private List<String> types() {
        return recorder.record().frames().stream().map(Frame::type).toList();
    }
}
