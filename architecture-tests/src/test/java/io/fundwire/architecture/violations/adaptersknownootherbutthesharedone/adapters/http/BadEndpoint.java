package io.fundwire.architecture.violations.adaptersknownootherbutthesharedone.adapters.http;

import io.fundwire.architecture.violations.adaptersknownootherbutthesharedone.adapters.json.Reader;
import io.fundwire.architecture.violations.adaptersknownootherbutthesharedone.adapters.websocket.Frames;

final class BadEndpoint {

    Reader shared;
    Frames badNeighbour;
}
