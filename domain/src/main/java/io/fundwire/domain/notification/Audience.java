package io.fundwire.domain.notification;

import io.fundwire.domain.client.UserId;

import java.util.Set;

/// Whom a notification is addressed to.
public sealed interface Audience {

    /// The most users that one notification may name.
    int MAX_USERS = 1000;

    /// These users, connected or not.
    record Users(Set<UserId> users) implements Audience {
        /// Keeps a copy of `users`.
        public Users {
            users = Set.copyOf(users);
        }
    }

    /// All named users seen lately, and the anonymous clients connected at the time of publishing.
    record Everyone() implements Audience {}
}
