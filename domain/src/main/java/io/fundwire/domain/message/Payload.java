package io.fundwire.domain.message;

/// What a publisher sends along for the front end; the server looks only at its size.
///
/// @param json one complete JSON value
public record Payload(String json) {}
