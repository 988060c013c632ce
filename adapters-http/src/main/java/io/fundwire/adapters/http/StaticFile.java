package io.fundwire.adapters.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A file in memory, and how it is sent. Whoever has it already is told so: it may be kept, but has
/// to be asked for anew each time, so that no page goes on with the client of an older server.
///
/// @param content all of it; only its views are read
/// @param readers which pages may use it
/// @param mediaType with the charset if it is text, which is UTF-8
/// @param tag in its quotes, another one for other content (RFC 9110, section 8.8.3)
record StaticFile(ByteBuffer content, StaticFiles.Readers readers, String mediaType, String tag) {

    private static final Pattern TAG = Pattern.compile("\"[^\"]*\"|^\\*$");

    /// No code in the page itself, nothing from elsewhere, and no frame around it.
    private static final String POLICY =
            "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// @throws IllegalArgumentException if the ending of its name tells no media type
    static StaticFile of(String name, StaticFiles.Readers readers, byte[] content) {
        return new StaticFile(ByteBuffer.wrap(content), readers, mediaType(name), tag(content));
    }

    private static String mediaType(String name) {
        String type = MimeTypes.DEFAULTS.getMimeByExtension(name);
        if (type == null) {
            throw new IllegalArgumentException("no media type is known for %s".formatted(name));
        }
        return type.startsWith("text/") ? type + "; charset=utf-8" : type;
    }

    private static String tag(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return "\"" + HexFormat.of().formatHex(digest, 0, 16) + "\"";
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }

    /// Ends the request with this file, or with the news that the asker has it.
    void write(Request request, Response response, Callback callback) {
        var headers = response.getHeaders();
        headers.put(HttpHeader.CACHE_CONTROL, "no-cache");
        headers.put(HttpHeader.ETAG, tag);
        headers.put("X-Content-Type-Options", "nosniff");
        switch (readers) {
            case ALL_PAGES -> {
                headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
                headers.put("Cross-Origin-Resource-Policy", "cross-origin");
            }
            case OWN_PAGES -> {
                headers.put("Content-Security-Policy", POLICY);
                headers.put("Cross-Origin-Resource-Policy", "same-origin");
                headers.put("Referrer-Policy", "no-referrer");
            }
        }
        if (isKnown(request)) {
            response.setStatus(HttpStatus.NOT_MODIFIED_304);
            response.write(true, BufferUtil.EMPTY_BUFFER, callback);
            return;
        }
        response.setStatus(HttpStatus.OK_200);
        headers.put(HttpHeader.CONTENT_TYPE, mediaType);
        response.write(true, content.slice(), callback);
    }

    /// Compared weakly, since a cache between may have made the tag a weak one (section 13.1.2).
    /// Jetty's own reader of lists takes weak tags for mistakes.
    private boolean isKnown(Request request) {
        return request.getHeaders().getValuesList(HttpHeader.IF_NONE_MATCH).stream()
                .flatMap(known -> TAG.matcher(known).results())
                .map(MatchResult::group)
                .anyMatch(known -> known.equals(tag) || known.equals("*"));
    }
}
