package io.fundwire.adapters.sqlite;

import io.fundwire.application.store.Receipt;

/// A receipt that a test has no interest in.
record Ignored<T>() implements Receipt<T> {

    @Override
    public void kept(T answer, long version) {}

    @Override
    public void notKept(RuntimeException why) {}
}
