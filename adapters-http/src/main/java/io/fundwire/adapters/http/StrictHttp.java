package io.fundwire.adapters.http;

import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/// HTTP as this server takes it: what a proxy in front could take differently is refused, and so is
/// a path that would have to be tidied up first. Nobody is told what the server is made of.
public final class StrictHttp {

    private static final int MAX_HEADER = 8 * 1024;
    private static final Set<String> DOTS = Set.of(".", "..");

    private StrictHttp() {}

    /// A new configuration, for one server.
    public static HttpConfiguration configuration() {
        var http = new HttpConfiguration();
        http.setHttpCompliance(HttpCompliance.STRICT);
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        http.setRequestHeaderSize(MAX_HEADER);
        http.addCustomizer(StrictHttp::judge);
        return http;
    }

    /// Refuses what Jetty would take.
    private static Request judge(Request request, HttpFields.Mutable answerHeaders) {
        if (!isTidy(request.getHttpURI().getPath())) {
            throw new HttpException.RuntimeException(HttpStatus.BAD_REQUEST_400);
        }
        List<String> codings = request.getHeaders().getCSV(HttpHeader.TRANSFER_ENCODING, false);
        if (codings.isEmpty()) {
            return request;
        }
        // HTTP/1.0 has no codings: whoever passed one on may see another end of the body than we.
        if (request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_0) {
            throw new HttpException.RuntimeException(HttpStatus.BAD_REQUEST_400);
        }
        if (codings.size() > 1 || !HttpHeaderValue.CHUNKED.is(codings.getFirst())) {
            throw new HttpException.RuntimeException(HttpStatus.NOT_IMPLEMENTED_501);
        }
        return request;
    }

    private static boolean isTidy(@Nullable String path) {
        return path == null
                || (path.startsWith("/")
                        && !path.contains(";")
                        && DOTS.stream().noneMatch(List.of(path.split("/", -1))::contains));
    }
}
