package io.fundwire.adapters.sqlite;

/// What is kept in a directory cannot be used; its message says why, in a sentence for the
/// operator. Nothing in the directory was changed.
public final class StoreNotOpened extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreNotOpened(String sentence) {
        super(sentence);
    }

    StoreNotOpened(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
