package io.fundwire.architecture.violations.adaptersknownootherbutthesharedone.adapters.json;

import io.fundwire.architecture.violations.adaptersknownootherbutthesharedone.adapters.websocket.Frames;

final class BadWriter {

    Frames badNeighbour;
}
