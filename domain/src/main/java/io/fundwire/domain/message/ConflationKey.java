package io.fundwire.domain.message;

/// Names what a replaceable message is about; two messages with equal keys say the same thing at
/// different times. Implementations are records.
public interface ConflationKey {}
