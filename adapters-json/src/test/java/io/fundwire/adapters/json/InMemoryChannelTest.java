package io.fundwire.adapters.json;

import io.fundwire.adapters.json.fixtures.ChannelContract;
import io.fundwire.adapters.json.fixtures.Gateway;
import io.fundwire.adapters.json.fixtures.InMemoryTransport;
import io.fundwire.adapters.json.fixtures.Transport;

class InMemoryChannelTest extends ChannelContract {

    @Override
    protected Transport start(Gateway gateway) {
        return new InMemoryTransport(gateway);
    }
}
