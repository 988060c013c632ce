package io.fundwire.domain.notification;

/// Where a notification stands with one user, in a word (protocol section 4).
public enum InboxStatus {
    /// Nobody of the user has it yet.
    PENDING,
    /// It was written to one of the user's clients.
    DELIVERED,
    /// A client said that it has it.
    RECEIVED,
    /// The user saw it.
    READ,
    /// The user wants to see it no more.
    DISMISSED,
    /// It ended before the user had read it.
    EXPIRED,
    /// It was taken back before the user had read it.
    WITHDRAWN
}
