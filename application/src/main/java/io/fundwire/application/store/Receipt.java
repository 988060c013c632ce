package io.fundwire.application.store;

/// Says what became of a change that a store was asked for. Exactly one of its methods is called,
/// once; neither may throw.
///
/// @param <T> what the change answers
public interface Receipt<T> {

    /// The change was made and is kept for good.
    ///
    /// @param version the store's version with this change: above that of every change before
    void kept(T answer, long version);

    /// Nothing was changed.
    ///
    /// @param why a [StoreUnavailable] where trying again later may help
    void notKept(RuntimeException why);
}
