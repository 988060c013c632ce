package io.fundwire.bootstrap;

/// A server that was tried does not do what it should. The message is one sentence for people: what
/// is wrong, and what to do.
final class CheckFailure extends Exception {

    private static final long serialVersionUID = 1L;

    CheckFailure(String sentence) {
        super(sentence);
    }
}
