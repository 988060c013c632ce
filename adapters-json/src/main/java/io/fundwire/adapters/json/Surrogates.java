package io.fundwire.adapters.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/// Finds text that is no text: half of a surrogate pair, which JSON can escape and UTF-8 cannot
/// carry on.
final class Surrogates {

    private Surrogates() {}

    /// Whether surrogates are escaped anywhere in the bytes; a quick look that spares nearly all
    /// messages the slow one.
    static boolean mayBeIn(byte[] json) {
        for (int i = 0; i + 2 < json.length; i++) {
            if (json[i] == '\\' && json[i + 1] == 'u' && (json[i + 2] | 0x20) == 'd') {
                return true;
            }
        }
        return false;
    }

    /// Whether a surrogate stands anywhere in the JSON text without its other half.
    ///
    /// @throws JacksonException if it is no JSON
    static boolean isLoneIn(byte[] json, JsonMapper mapper) {
        if (!mayBeIn(json)) {
            return false;
        }
        boolean found = false;
        try (JsonParser parser = mapper.createParser(json)) {
            while (parser.nextToken() != null) {
                found |= isLoneIn(parser);
            }
        }
        return found;
    }

    /// Whether the current name or text has a surrogate without its other half.
    static boolean isLoneIn(JsonParser json) {
        JsonToken token = json.currentToken();
        if (token != JsonToken.VALUE_STRING && token != JsonToken.PROPERTY_NAME) {
            return false;
        }
        return json.getString().codePoints().anyMatch(Surrogates::isSurrogate);
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
