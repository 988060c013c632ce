package io.fundwire.adapters.json;

import io.fundwire.adapters.json.fixtures.Gateway;
import io.fundwire.adapters.json.fixtures.InMemoryTransport;
import io.fundwire.adapters.json.fixtures.Transport;
import io.fundwire.adapters.json.fixtures.TransportContract;

class InMemoryTransportTest extends TransportContract {

    @Override
    protected Transport start(Gateway gateway) {
        return new InMemoryTransport(gateway);
    }
}
