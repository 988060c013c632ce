package io.fundwire.domain.notification;

/// How much a notification matters to its reader.
public enum Severity {
    /// Good to know.
    INFO,
    /// Something went well.
    SUCCESS,
    /// Something wants attention.
    WARNING,
    /// Something wants attention now.
    CRITICAL
}
