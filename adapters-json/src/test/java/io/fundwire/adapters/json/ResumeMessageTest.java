package io.fundwire.adapters.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.adapters.json.fixtures.Gateway;
import io.fundwire.application.fixtures.Core;
import io.fundwire.application.resume.Restoration;
import io.fundwire.application.resume.SubscriptionRestorer;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.Position;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.session.FlightRecording;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class ResumeMessageTest {

    private final VirtualClock clock = new VirtualClock();
    private final Map<ChannelName, SubscriptionRestorer.Wish> wishes = new LinkedHashMap<>();
    private final List<Runnable> held = new ArrayList<>();
    private final Gateway gateway =
            Gateway.of(
                    Core.Settings.defaults()
                            .with((client, channels, whenReady) -> {
                                wishes.putAll(channels);
                                held.add(() -> whenReady.accept(Restoration.NONE));
                            })
                            .with(FlightRecording.withContents()),
                    clock);
    private final DirectClient alice = new DirectClient(gateway, "alice");
    private final String token =
            gateway.core.resumeTokens.issue(gateway.core.clients.all().iterator().next().session());
    private final DirectClient newcomer = DirectClient.comingBack(gateway);

    @Test
    void readsWhatTheClientWantsToFollow() {
        newcomer.send(
                resume(
                        """
                        {"document:report":{"position":{"epoch":"e1","offset":7},"maxRate":2.5},
                         "job:1":{"position":{"epoch":"e2","offset":0}}}
                        """));

        assertThat(wishes)
                .containsExactly(
                        Map.entry(
                                new ChannelName("document:report"),
                                new SubscriptionRestorer.Wish(
                                        new Position("e1", 7), OptionalDouble.of(2.5))),
                        Map.entry(
                                new ChannelName("job:1"),
                                new SubscriptionRestorer.Wish(
                                        new Position("e2", 0), OptionalDouble.empty())));
    }

    @Test
    void nothingMoreIsHandledUntilTheClientIsBack() {
        assertThat(newcomer.mayGoOnAfter(resume("{}"))).isFalse();

        held.removeFirst().run();

        assertThat(newcomer.mayGoOn()).isTrue();
        assertThat(newcomer.id()).isEqualTo(alice.id());
    }

    @Test
    void theClientMayHaveSaidWhoItWas() {
        newcomer.send(resume("{}").replace("{\"type\"", "{\"clientId\":\"client_1\",\"type\""));

        assertThat(held).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    7                                                | data.channels must be an object of at most 128 objects.
                    {"x":{}}                                         | data.channels.x must be the name of a channel: <kind>:<id>, such as conversation:42.
                    {"":{}}                                          | data.channels. must be the name of a channel: <kind>:<id>, such as conversation:42.
                    {"job:1":7}                                      | data.channels.job:1 must be an object.
                    {"job:1":{}}                                     | data.channels.job:1.position must be an object.
                    {"job:1":{"position":{"offset":1}}}              | data.channels.job:1.position.epoch must be text of 1 to 64 characters.
                    {"job:1":{"position":{"epoch":"e"}}}             | data.channels.job:1.position.offset must be a whole number from 0 to 9223372036854775807.
                    {"job:1":{"position":{"epoch":"e","offset":-1}}} | data.channels.job:1.position.offset must be a whole number from 0 to 9223372036854775807.
                    {"job:1":{"position":{"epoch":"e","offset":1},"maxRate":0}} | data.channels.job:1.maxRate must be a number above 0.
                    """)
    void aMistakeIsAnsweredWithTheFieldThatItIsIn(String channels, String sentence) {
        var answer = newcomer.askForOne(resume(channels));

        assertThat(answer.at("/data/code").stringValue()).isEqualTo("invalid-message");
        assertThat(answer.at("/data/message").stringValue()).isEqualTo(sentence);
        assertThat(newcomer.closed()).isEmpty();
    }

    @Test
    void aClientFollowsAtMost128Channels() {
        newcomer.send(resume(channels(129)));
        assertThat(held).isEmpty();
        newcomer.received();

        newcomer.send(resume(channels(128)));
        assertThat(wishes).hasSize(128);
    }

    @Test
    void withoutATokenThereIsNothingToReadOfIt() {
        assertThat(newcomer.askForOne("{\"type\":\"resume\"}").at("/data/message").stringValue())
                .isEqualTo("data.token must be text of 1 to 4096 characters.");
    }

    @Test
    void noTokenIsRecordedWhereContentsAre() {
        newcomer.send(resume("{}").replace("resume", "resum"));
        newcomer.send(resume("{}"));
        held.removeFirst().run();
        newcomer.received();
        newcomer.send("{\"type\":\"heartbeat\"}");
        newcomer.send(resume("{}"));
        clock.advance(Duration.ofHours(13));
        gateway.core.renewResumeTokens.handle();
        String told = String.join("\n", newcomer.texts());

        assertThat(told).contains("\"type\":\"resume-token\"");
        assertThat(newcomer.textsRecorded())
                .contains("{\"type\":\"heartbeat\"}")
                .noneMatch(text -> text.contains("oken\":\""));
    }

    private static String channels(int count) {
        return IntStream.range(0, count)
                .mapToObj("\"job:%d\":{\"position\":{\"epoch\":\"e\",\"offset\":1}}"::formatted)
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String resume(String channels) {
        return "{\"type\":\"resume\",\"data\":{\"token\":\"%s\",\"channels\":%s}}"
                .formatted(token, channels.strip());
    }
}
