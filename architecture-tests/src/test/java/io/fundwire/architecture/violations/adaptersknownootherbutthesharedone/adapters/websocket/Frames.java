package io.fundwire.architecture.violations.adaptersknownootherbutthesharedone.adapters.websocket;

import io.fundwire.architecture.violations.adaptersknownootherbutthesharedone.adapters.json.Reader;

public final class Frames {

    Reader shared;
}
