package io.fundwire.application.notification;

import io.fundwire.application.store.TextDigest;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.notification.Addressees;
import io.fundwire.domain.notification.Audience;

/// Tells what is to be published from anything else: equal for equal contents and audiences only.
final class Fingerprint {

    private Fingerprint() {}

    static String of(PublishNotification.Input input) {
        var digest = new TextDigest();
        add(digest, input.addressees());
        var payload = input.payload();
        digest.add(
                input.title(),
                input.body(),
                input.severity().name(),
                input.category(),
                input.link(),
                payload == null ? null : payload.json(),
                input.ttl().toString(),
                input.ackDeadline().map(Object::toString).orElse(null));
        for (var action : input.actions()) {
            digest.add(action.id(), action.label(), action.style());
        }
        return digest.hex();
    }

    private static void add(TextDigest digest, Addressees addressees) {
        switch (addressees) {
            case Audience.Everyone() -> digest.add("everyone");
            case Addressees.Members(var channel) -> digest.add("channel", channel.value());
            case Audience.Users(var users) -> {
                digest.addCount(users.size());
                users.stream().map(UserId::value).sorted().forEach(digest::add);
            }
        }
    }
}
