package io.fundwire.application.session;

/// Port: where a fault in the server's own code goes that must cost nobody but the one it struck.
/// Never throws.
public interface FaultLog {

    /// Something broke that was expected to work.
    ///
    /// @param where what broke, in a word or two for whoever reads the log
    void report(String where, RuntimeException fault);
}
