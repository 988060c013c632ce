package io.fundwire.application.store;

/// A store cannot keep anything now, and may be able to later: its disk is full, say.
public final class StoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param problem what an operator should know, in a sentence
    public StoreUnavailable(String problem, Throwable cause) {
        super(problem, cause);
    }
}
