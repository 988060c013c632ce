package io.fundwire.application.message;

import io.fundwire.domain.message.Encoded;
import io.fundwire.domain.message.Envelope;

/// Port: how an envelope is written. Called once for each envelope, whoever receives it, from any
/// thread.
public interface MessageFormat {

    /// The envelope's bytes.
    Encoded encode(Envelope envelope);
}
