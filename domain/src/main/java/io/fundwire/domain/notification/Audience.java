package io.fundwire.domain.notification;

import io.fundwire.domain.client.UserId;

import java.time.Duration;
import java.util.Set;

/// Whom a notification is addressed to.
public sealed interface Audience extends Addressees {

    /// The most users that one notification may name.
    int MAX_USERS = 1000;

    /// These users, connected or not.
    record Users(Set<UserId> users) implements Audience {
        /// Keeps a copy of `users`.
        public Users {
            users = Set.copyOf(users);
        }
    }

    /// All named users seen lately, and the anonymous ones that are here at the time of publishing.
    record Everyone() implements Audience {

        /// How long ago a user may have been seen last.
        public static final Duration SEEN_WITHIN = Duration.ofDays(30);
    }
}
