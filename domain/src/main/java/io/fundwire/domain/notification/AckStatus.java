package io.fundwire.domain.notification;

/// How far a user got with a notification; each status includes those before it.
public enum AckStatus {
    /// The client has it: no need to send it again.
    RECEIVED,
    /// The user saw it.
    READ,
    /// The user wants to see it no more.
    DISMISSED
}
