package io.fundwire.application.session;

/// One client in a list.
///
/// @param channels how many it follows
public record ListedClient(ClientState state, int channels) {}
