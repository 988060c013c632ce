package io.fundwire.adapters.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import tools.jackson.databind.json.JsonMapper;

/// Stands in front of everything, WebSocket and HTTP, and keeps out what [OriginRule] does.
public final class OriginGuard extends Handler.Wrapper {

    private final OriginRule rule;
    private final AnswerWriter writer;

    /// @param next what is guarded
    /// @param mapper writes refusals
    public OriginGuard(Handler next, OriginRule rule, JsonMapper mapper) {
        super(next);
        this.rule = rule;
        this.writer = new AnswerWriter(mapper);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return switch (judge(request)) {
            case PASS -> super.handle(request, response, callback);
            case FOREIGN_HOST -> {
                writer.write(
                        Answer.problem(
                                "foreign-host",
                                HttpStatus.MISDIRECTED_REQUEST_421,
                                "The Host header must name this server: localhost, or a name given"
                                        + " by allowed-host."),
                        response,
                        callback);
                yield true;
            }
            case FOREIGN_ORIGIN -> {
                writer.write(
                        Answer.problem(
                                "foreign-origin",
                                HttpStatus.FORBIDDEN_403,
                                "Pages of this origin may not do that: the operator can name it by"
                                        + " allowed-origin."),
                        response,
                        callback);
                yield true;
            }
        };
    }

    private OriginRule.Verdict judge(Request request) {
        String host = request.getHeaders().get(HttpHeader.HOST);
        return connectsOrChanges(request)
                ? rule.judge(host, request.getHeaders().getValuesList(HttpHeader.ORIGIN))
                : rule.judgeHost(host);
    }

    private static boolean connectsOrChanges(Request request) {
        String method = request.getMethod();
        boolean onlyAsks =
                HttpMethod.GET.is(method)
                        || HttpMethod.HEAD.is(method)
                        || HttpMethod.OPTIONS.is(method);
        return !onlyAsks || request.getHeaders().contains(HttpHeader.UPGRADE);
    }
}
