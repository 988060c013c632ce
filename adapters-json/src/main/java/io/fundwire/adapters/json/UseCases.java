package io.fundwire.adapters.json;

/// Where the routing table finds its use cases, once, when it is made.
@FunctionalInterface
public interface UseCases {

    /// The use case of that class.
    ///
    /// @throws RuntimeException if there is none: the server does not start then
    <U> U get(Class<U> useCase);
}
