package io.fundwire.adapters.http;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.resource.Resource;
import org.eclipse.jetty.util.resource.ResourceFactory;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Answers with files that come in the jar, all of them read once and kept in memory: a path leads
/// to the file of exactly that name below a folder, or on to what answers other requests. Pages of
/// every origin may use them.
public final class StaticFiles extends Handler.Wrapper {

    private static final List<String> METHODS = List.of("GET", "HEAD");

    private final Map<String, StaticFile> files;
    private final AnswerWriter writer;

    private StaticFiles(Handler next, Map<String, StaticFile> files, AnswerWriter writer) {
        super(next);
        this.files = files;
        this.writer = writer;
    }

    /// All files below a folder, each at its path there: `a/b.js` is at `/a/b.js`.
    ///
    /// @param next answers on all other paths
    /// @param folder on the class path, such as `io/fundwire/pages`
    /// @param mapper writes refusals
    /// @throws IllegalArgumentException if there is no such folder, or a file in it whose ending
    ///   tells no media type
    public static StaticFiles inFrontOf(Handler next, String folder, JsonMapper mapper) {
        return new StaticFiles(next, read(folder), new AnswerWriter(mapper));
    }

    private static Map<String, StaticFile> read(String folder) {
        var files = new HashMap<String, StaticFile>();
        try (var resources = ResourceFactory.closeable()) {
            Resource root = resources.newClassLoaderResource(folder, false);
            if (root == null || !root.isDirectory()) {
                throw new IllegalArgumentException("there is no folder %s".formatted(folder));
            }
            for (Resource file : root.getAllResources()) {
                if (!file.isDirectory()) {
                    files.put("/" + root.getPathTo(file), read(file));
                }
            }
        }
        return files;
    }

    private static StaticFile read(Resource file) {
        try (var in = file.newInputStream()) {
            return StaticFile.of(file.getFileName(), in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        StaticFile file = files.get(Request.getPathInContext(request));
        if (file == null) {
            return super.handle(request, response, callback);
        }
        if (METHODS.contains(request.getMethod())) {
            file.write(request, response, callback);
        } else {
            writer.write(Answer.wrongMethod(METHODS), response, callback);
        }
        return true;
    }
}
