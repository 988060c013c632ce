package io.fundwire.domain.notification;

/// What the publisher sends along for the front end; the server looks only at its size.
///
/// @param json one complete JSON value
public record Payload(String json) {

    /// The largest payload, in bytes of UTF-8.
    public static final int MAX_BYTES = 8 * 1024;
}
