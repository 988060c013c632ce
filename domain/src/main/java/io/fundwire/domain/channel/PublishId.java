package io.fundwire.domain.channel;

/// A publisher's own name for what it publishes, so that it may try twice (protocol section 5).
///
/// @param publisher whose name it is: a client, or for HTTP the channel
/// @param id a UUID, as it was written
/// @param fingerprint tells what was published under it from anything else
public record PublishId(String publisher, String id, String fingerprint) {

    /// How many of a publisher's last ones are remembered.
    public static final int REMEMBERED = 1000;
}
