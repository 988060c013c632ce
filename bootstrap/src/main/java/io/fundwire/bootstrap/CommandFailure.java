package io.fundwire.bootstrap;

/// A server does not do what a command asked of it. The message is one sentence for people: what is
/// wrong, and what to do.
final class CommandFailure extends Exception {

    private static final long serialVersionUID = 1L;

    CommandFailure(String sentence) {
        super(sentence);
    }
}
