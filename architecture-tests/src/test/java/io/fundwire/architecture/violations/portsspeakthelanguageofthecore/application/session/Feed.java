package io.fundwire.architecture.violations.portsspeakthelanguageofthecore.application.session;

import java.nio.ByteBuffer;

final class Feed {

    ByteBuffer inside() {
        return null;
    }
}
