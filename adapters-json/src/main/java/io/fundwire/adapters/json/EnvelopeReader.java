package io.fundwire.adapters.json;

import io.fundwire.domain.message.ErrorCode;
import io.fundwire.domain.message.ErrorReport;
import io.fundwire.domain.message.RequestRef;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// Reads envelopes (protocol section 1) in one pass over the bytes. Nothing is built but the
/// envelope: `data` is checked and then left where it stands for a route that wants it.
final class EnvelopeReader {

    private static final int MAX_TYPE_LENGTH = 64;

    /// Longer than any: what is longer is nobody's.
    private static final int MAX_CLIENT_ID_LENGTH = 128;

    private final JsonMapper mapper;

    /// Leaves numbers as they were written: some are sent on.
    private final ObjectReader exact;

    EnvelopeReader(JsonMapper mapper) {
        this.mapper = mapper;
        this.exact = mapper.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }

    /// @param text valid UTF-8
    Incoming read(byte[] text) {
        try (JsonParser json = mapper.createParser(text)) {
            return new Reading(json, Surrogates.mayBeIn(text)).envelope();
        } catch (JacksonException malformed) {
            return malformed("The message must be one JSON object, nested at most 64 deep.");
        }
    }

    /// The fields of `data` in a message that was read from `text`.
    Fields fields(byte[] text, Incoming.Slice data) {
        return new Fields(() -> tree(text, data), "data.");
    }

    private JsonNode tree(byte[] text, Incoming.Slice data) {
        if (data.length() == 0) {
            return mapper.createObjectNode();
        }
        try {
            return exact.readTree(text, data.offset(), data.length());
        } catch (JacksonException | NumberFormatException unreadable) {
            throw new InvalidField(
                    "data", "must not have numbers of over 1000 digits, or with such an exponent.");
        }
    }

    private static Incoming malformed(String sentence) {
        return new Incoming.Rejected(null, new ErrorReport(ErrorCode.MALFORMED_JSON, sentence));
    }

    /// One pass over one text.
    private static final class Reading {

        private final JsonParser json;
        private final boolean checkSurrogates;

        private @Nullable String type;
        private @Nullable String id;
        private @Nullable String clientId;
        private Incoming.Slice data = Incoming.Slice.NONE;
        private @Nullable String mistake;
        private boolean loneSurrogate;

        Reading(JsonParser json, boolean checkSurrogates) {
            this.json = json;
            this.checkSurrogates = checkSurrogates;
        }

        Incoming envelope() {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return malformed("The message must be a JSON object.");
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                checkText();
                String name = json.currentName();
                // A field that is null is absent: a client may not know its id yet.
                if (json.nextToken() == JsonToken.VALUE_NULL) {
                    continue;
                }
                switch (name) {
                    case "type" -> type = text(name, MAX_TYPE_LENGTH);
                    case "id" -> id = text(name, RequestRef.MAX_ID_LENGTH);
                    case "clientId" -> clientId = text(name, MAX_CLIENT_ID_LENGTH);
                    case "data" -> data = object(name);
                    default -> skip();
                }
            }
            if (json.nextToken() != null) {
                return malformed("Nothing may follow the JSON object.");
            }
            if (loneSurrogate) {
                return malformed("Text must not contain half a surrogate pair.");
            }
            return outcome();
        }

        private Incoming outcome() {
            if (mistake == null && type != null) {
                return new Incoming.Message(type, id, clientId, data);
            }
            String sentence =
                    mistake != null ? mistake : "type is missing: name the kind of message.";
            return new Incoming.Rejected(id, new ErrorReport(ErrorCode.INVALID_MESSAGE, sentence));
        }

        private @Nullable String text(String name, int maxLength) {
            if (json.currentToken() == JsonToken.VALUE_STRING) {
                checkText();
                String text = json.getString();
                if (!text.isEmpty() && text.length() <= maxLength) {
                    return text;
                }
            }
            skip();
            mistake = "%s must be text of 1 to %d characters.".formatted(name, maxLength);
            return null;
        }

        private Incoming.Slice object(String name) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                skip();
                mistake = name + " must be an object.";
                return Incoming.Slice.NONE;
            }
            int start = (int) json.currentTokenLocation().getByteOffset();
            skip();
            int end = (int) json.currentLocation().getByteOffset();
            boolean isEmpty = end - start == 2;
            return isEmpty ? Incoming.Slice.NONE : new Incoming.Slice(start, end - start);
        }

        /// Goes to the end of the current value, checking all that is in it.
        private void skip() {
            if (!checkSurrogates) {
                json.skipChildren();
                return;
            }
            int depth = 0;
            while (true) {
                checkText();
                JsonToken token = json.currentToken();
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                }
                if (depth == 0 || json.nextToken() == null) {
                    return;
                }
            }
        }

        private void checkText() {
            if (checkSurrogates && Surrogates.isLoneIn(json)) {
                loneSurrogate = true;
            }
        }
    }
}
