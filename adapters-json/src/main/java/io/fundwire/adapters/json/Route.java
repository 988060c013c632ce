package io.fundwire.adapters.json;

import io.fundwire.application.message.Reply;
import io.fundwire.application.session.ConnectedClient;

/// Where a message of one type goes.
///
/// @param toll what a client pays for sending it
/// @param time when a client may send it
record Route(Toll toll, Time time, Handler handler) {

    /// Reads the fields that it wants and calls a use case.
    @FunctionalInterface
    interface Handler {

        /// What the use case answers.
        ///
        /// @throws InvalidField if a field is not what the use case asks for
        Reply handle(ConnectedClient from, Fields data);
    }

    /// What is counted against a client's limits.
    enum Toll {
        /// One message of its message rate.
        MESSAGE,
        /// Its bytes, and a message only where nothing was sent that it could acknowledge.
        ACKNOWLEDGEMENT,
        /// Its bytes where it is awaited, and a message where it is not.
        RESUME
    }

    /// Where a client stands that may send the message.
    enum Time {
        /// It was welcomed.
        WELCOMED,
        /// It was welcomed, or is yet to say as whom it comes back.
        ANY
    }
}
