package io.fundwire.domain.channel;

import io.fundwire.domain.client.Client;
import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.client.UserId;

/// The client that published a message.
public record Author(UserId userId, ClientId clientId) {

    /// That client, as an author.
    public static Author of(Client client) {
        return new Author(client.user(), client.id());
    }
}
