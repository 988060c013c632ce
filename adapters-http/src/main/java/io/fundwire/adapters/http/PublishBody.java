package io.fundwire.adapters.http;

import io.fundwire.adapters.json.ChannelFields;
import io.fundwire.adapters.json.Fields;
import io.fundwire.adapters.json.InvalidField;
import io.fundwire.application.notification.PublishNotification;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.message.Payload;
import io.fundwire.domain.notification.Action;
import io.fundwire.domain.notification.Addressees;
import io.fundwire.domain.notification.Audience;
import io.fundwire.domain.notification.Notification;
import io.fundwire.domain.notification.Severity;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads the body of `POST /api/notifications` (protocol section 9).
final class PublishBody {

    private static final int MAX_TITLE = 256;
    private static final int MAX_BODY = 8 * 1024;
    private static final int MAX_CATEGORY = 64;
    private static final int MAX_LINK = 2048;
    private static final int MAX_ACTIONS = 10;
    private static final int MAX_LABEL = 80;
    private static final int MAX_STYLE = 32;

    /// A misspelled audience would be everyone.
    private static final List<String> KNOWN =
            List.of(
                    "audience",
                    "title",
                    "body",
                    "severity",
                    "category",
                    "link",
                    "actions",
                    "payload",
                    "ttlSeconds",
                    IdempotencyKey.FIELD,
                    "ackDeadlineSeconds");

    private PublishBody() {}

    /// @throws InvalidField if a field is not what it must be
    static PublishNotification.Input read(
            Fields body, Optional<String> idempotencyKey, HttpApi.Deadlines deadlines) {
        body.refuseAllBut(KNOWN);
        Duration ttl = ttl(body);
        String payload = body.optionalJson("payload", Notification.MAX_PAYLOAD_BYTES);
        return new PublishNotification.Input(
                audience(body),
                body.text("title", MAX_TITLE),
                body.text("body", MAX_BODY),
                body.oneOf("severity", Severity.class, Severity.INFO),
                body.optionalText("category", MAX_CATEGORY),
                body.optionalText("link", MAX_LINK),
                actions(body),
                payload == null ? null : new Payload(payload),
                ttl,
                ackDeadline(body, ttl, deadlines),
                idempotencyKey);
    }

    private static Addressees audience(Fields body) {
        // A publisher whose variable is unset must not reach everyone.
        if (body.saysNull("audience")) {
            throw body.invalid("audience", "must be an object; leave it out for everyone.");
        }
        Fields audience = body.optionalObject("audience");
        if (audience == null) {
            return new Audience.Everyone();
        }
        audience.refuseAllBut(List.of("user", "users", "everyone", "channel"));
        long given =
                Stream.of("user", "users", "channel", "everyone").filter(audience::has).count();
        if (given != 1) {
            throw body.invalid(
                    "audience", "must have exactly one of user, users, channel and everyone.");
        }
        if (audience.has("channel")) {
            return new Addressees.Members(channel(audience));
        }
        if (audience.has("everyone")) {
            if (!audience.flag("everyone")) {
                throw audience.invalid("everyone", "must be true.");
            }
            return new Audience.Everyone();
        }
        var users = audience.optionalUsers("users", Audience.MAX_USERS);
        return new Audience.Users(users != null ? users : Set.of(audience.user("user")));
    }

    private static ChannelName channel(Fields audience) {
        return ChannelName.of(audience.text("channel", ChannelName.MAX_LENGTH))
                .orElseThrow(() -> audience.invalid("channel", ChannelFields.NAME_EXPECTED));
    }

    private static List<Action> actions(Fields body) {
        List<Action> actions = body.objects("actions", MAX_ACTIONS, PublishBody::action);
        long different = actions.stream().map(Action::id).distinct().count();
        if (different < actions.size()) {
            throw body.invalid("actions", "must have different ids.");
        }
        return actions;
    }

    private static Action action(Fields action) {
        action.refuseAllBut(List.of("id", "label", "style"));
        return new Action(
                action.text("id", Action.MAX_ID_LENGTH),
                action.text("label", MAX_LABEL),
                action.optionalText("style", MAX_STYLE));
    }

    private static Duration ttl(Fields body) {
        return Duration.ofSeconds(
                body.wholeNumber(
                        "ttlSeconds",
                        1,
                        PublishNotification.MAX_TTL.toSeconds(),
                        PublishNotification.DEFAULT_TTL.toSeconds()));
    }

    private static Optional<Duration> ackDeadline(
            Fields body, Duration ttl, HttpApi.Deadlines deadlines) {
        String name = "ackDeadlineSeconds";
        if (!body.has(name)) {
            return Optional.empty();
        }
        if (deadlines == HttpApi.Deadlines.UNWATCHED) {
            throw body.invalid(
                    name, "must be left out: this server has no webhook to call when it passes.");
        }
        long seconds = body.wholeNumber(name, 1, ttl.toSeconds(), ttl.toSeconds());
        return Optional.of(Duration.ofSeconds(seconds));
    }
}
