package io.fundwire.adapters.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

import tools.jackson.databind.json.JsonMapper;

import java.nio.ByteBuffer;

/// Writes answers. Thread-safe.
///
/// @param mapper makes JSON of bodies
record AnswerWriter(JsonMapper mapper) {

    /// Ends the request with that answer.
    void write(Answer answer, Response response, Callback callback) {
        var headers = response.getHeaders();
        response.setStatus(answer.status());
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        headers.put("X-Content-Type-Options", "nosniff");
        if (answer.header() != null) {
            headers.put(answer.header());
        }
        ByteBuffer body = BufferUtil.EMPTY_BUFFER;
        if (answer.body() != null) {
            headers.put(HttpHeader.CONTENT_TYPE, answer.mediaType());
            body = ByteBuffer.wrap(mapper.writeValueAsBytes(answer.body()));
        }
        response.write(true, body, callback);
    }
}
