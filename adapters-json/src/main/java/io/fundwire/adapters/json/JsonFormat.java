package io.fundwire.adapters.json;

import io.fundwire.application.message.MessageFormat;
import io.fundwire.domain.message.Encoded;
import io.fundwire.domain.message.Envelope;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.databind.json.JsonMapper;

/// Writes envelopes as JSON (protocol section 1). Thread-safe.
public final class JsonFormat implements MessageFormat {

    private final JsonMapper mapper;
    private final TimestampText timestamps = new TimestampText();

    /// @param mapper from [JsonDialect]
    public JsonFormat(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public Encoded encode(Envelope envelope) {
        try (var bytes = new ByteArrayBuilder(256)) {
            try (JsonGenerator json = mapper.createGenerator(bytes)) {
                write(envelope, json);
            }
            return new Encoded(bytes.toByteArray());
        }
    }

    private void write(Envelope envelope, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("type", envelope.message().type());
        json.writeStringProperty("timestamp", timestamps.of(envelope.timestamp()));
        var about = envelope.about();
        if (about != null) {
            json.writeStringProperty("clientId", about.value());
        }
        var request = envelope.request();
        if (request != null && request.id() != null) {
            json.writeStringProperty("replyTo", request.id());
        }
        json.writeName("data");
        json.writePOJO(envelope.message());
        json.writeEndObject();
    }
}
