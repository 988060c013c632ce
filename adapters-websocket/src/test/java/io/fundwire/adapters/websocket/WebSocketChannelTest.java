package io.fundwire.adapters.websocket;

import io.fundwire.adapters.json.fixtures.ChannelContract;
import io.fundwire.adapters.json.fixtures.Gateway;
import io.fundwire.adapters.json.fixtures.Transport;

class WebSocketChannelTest extends ChannelContract {

    @Override
    protected Transport start(Gateway gateway) throws Exception {
        return ServedTransport.start(gateway);
    }
}
