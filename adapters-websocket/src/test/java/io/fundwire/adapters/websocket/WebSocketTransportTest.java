package io.fundwire.adapters.websocket;

import io.fundwire.adapters.json.fixtures.Gateway;
import io.fundwire.adapters.json.fixtures.Transport;
import io.fundwire.adapters.json.fixtures.TransportContract;

class WebSocketTransportTest extends TransportContract {

    @Override
    protected Transport start(Gateway gateway) throws Exception {
        return ServedTransport.start(gateway);
    }
}
