package io.fundwire.application.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.domain.client.UserId;
import io.fundwire.domain.message.Payload;
import io.fundwire.domain.notification.Action;
import io.fundwire.domain.notification.Audience;
import io.fundwire.domain.notification.Severity;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

final class FingerprintTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final List<Action> ACTIONS = List.of(new Action("ok", "OK", null));

    private static final PublishNotification.Input SAMPLE =
            input(users("alice", "bob"), "t", "b", Severity.INFO, "c", "l", ACTIONS, "{}", DAY);

    @Test
    void isTheSameForTheSameInput() {
        var same =
                input(users("bob", "alice"), "t", "b", Severity.INFO, "c", "l", ACTIONS, "{}", DAY);

        assertThat(Fingerprint.of(same)).isEqualTo(Fingerprint.of(SAMPLE)).hasSize(64);
    }

    @Test
    void doesNotDependOnTheKey() {
        var keyed =
                new PublishNotification.Input(
                        SAMPLE.addressees(),
                        SAMPLE.title(),
                        SAMPLE.body(),
                        SAMPLE.severity(),
                        SAMPLE.category(),
                        SAMPLE.link(),
                        SAMPLE.actions(),
                        SAMPLE.payload(),
                        SAMPLE.ttl(),
                        Optional.empty(),
                        Optional.of("key"));

        assertThat(Fingerprint.of(keyed)).isEqualTo(Fingerprint.of(SAMPLE));
    }

    @Test
    void isAnotherOneForAnythingElse() {
        var twoActions = List.of(new Action("ok", "OK", null), new Action("no", "No", "x"));
        var all = users("alice", "bob");
        var others =
                Stream.of(
                        SAMPLE,
                        input(
                                users("alice"),
                                "t",
                                "b",
                                Severity.INFO,
                                "c",
                                "l",
                                ACTIONS,
                                "{}",
                                DAY),
                        input(
                                new Audience.Everyone(),
                                "t",
                                "b",
                                Severity.INFO,
                                "c",
                                "l",
                                ACTIONS,
                                "{}",
                                DAY),
                        input(all, "tb", "", Severity.INFO, "c", "l", ACTIONS, "{}", DAY),
                        input(all, "t", "B", Severity.INFO, "c", "l", ACTIONS, "{}", DAY),
                        input(all, "t", "b", Severity.WARNING, "c", "l", ACTIONS, "{}", DAY),
                        input(all, "t", "b", Severity.INFO, null, "l", ACTIONS, "{}", DAY),
                        input(all, "t", "b", Severity.INFO, "", "l", ACTIONS, "{}", DAY),
                        input(all, "t", "b", Severity.INFO, "c", null, ACTIONS, "{}", DAY),
                        input(all, "t", "b", Severity.INFO, "c", "l", List.of(), "{}", DAY),
                        input(all, "t", "b", Severity.INFO, "c", "l", twoActions, "{}", DAY),
                        input(all, "t", "b", Severity.INFO, "c", "l", ACTIONS, "[]", DAY),
                        input(all, "t", "b", Severity.INFO, "c", "l", ACTIONS, null, DAY),
                        input(
                                all,
                                "t",
                                "b",
                                Severity.INFO,
                                "c",
                                "l",
                                ACTIONS,
                                "{}",
                                DAY.plusSeconds(1)));

        assertThat(others.map(Fingerprint::of)).doesNotHaveDuplicates();
    }

    private static Audience users(String... names) {
        return new Audience.Users(Stream.of(names).map(UserId::new).collect(Collectors.toSet()));
    }

    private static PublishNotification.Input input(
            Audience audience,
            String title,
            String body,
            Severity severity,
            String category,
            String link,
            List<Action> actions,
            String payload,
            Duration ttl) {
        return new PublishNotification.Input(
                audience,
                title,
                body,
                severity,
                category,
                link,
                actions,
                payload == null ? null : new Payload(payload),
                ttl,
                Optional.empty(),
                Optional.empty());
    }
}
