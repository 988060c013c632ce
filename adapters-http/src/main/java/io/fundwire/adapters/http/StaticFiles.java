package io.fundwire.adapters.http;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.resource.Resource;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Answers with files that come in the jar, all of them read once and kept in memory: a path leads
/// to the file of exactly that name below a folder, or on to what answers other requests. They are
/// read when the first request comes, so that no client waits for them while the server starts.
public final class StaticFiles extends Handler.Wrapper {

    private static final List<String> METHODS = List.of("GET", "HEAD");

    private static final String INDEX = "/index.html";

    private final String folder;
    private final Readers readers;
    private final AnswerWriter writer;
    private volatile @Nullable Map<String, StaticFile> files;

    private StaticFiles(Handler next, String folder, Readers readers, AnswerWriter writer) {
        super(next);
        this.folder = folder;
        this.readers = readers;
        this.writer = writer;
    }

    /// All files below a folder, each at its path there: `a/b.js` is at `/a/b.js`, and
    /// `a/index.html` at `/a/`.
    ///
    /// @param next answers on all other paths
    /// @param folder on the class path, such as `io/fundwire/pages`
    /// @param readers which pages may use them
    /// @param mapper writes refusals
    public static StaticFiles inFrontOf(
            Handler next, String folder, Readers readers, JsonMapper mapper) {
        return new StaticFiles(next, folder, readers, new AnswerWriter(mapper));
    }

    /// Which pages may use files.
    public enum Readers {
        /// Those of every origin.
        ALL_PAGES,
        /// Those of this server; and what they may load besides is only what is the server's own.
        OWN_PAGES
    }

    private Map<String, StaticFile> files() {
        var known = files;
        if (known == null) {
            synchronized (this) {
                known = files;
                if (known == null) {
                    known = read(folder, readers);
                    files = known;
                }
            }
        }
        return known;
    }

    /// @throws IllegalArgumentException if there is no such folder, or a file in it whose ending
    ///   tells no media type
    static Map<String, StaticFile> read(String folder, Readers readers) {
        var files = new HashMap<String, StaticFile>();
        try (var resources = ResourceFactory.closeable()) {
            Resource root = resources.newClassLoaderResource(folder, false);
            if (root == null || !root.isDirectory()) {
                throw new IllegalArgumentException("there is no folder %s".formatted(folder));
            }
            for (Resource file : root.getAllResources()) {
                if (!file.isDirectory()) {
                    files.put(path("/" + root.getPathTo(file)), read(file, readers));
                }
            }
        }
        return files;
    }

    private static String path(String name) {
        return name.endsWith(INDEX) ? name.substring(0, name.length() - INDEX.length() + 1) : name;
    }

    private static StaticFile read(Resource file, Readers readers) {
        try (var in = file.newInputStream()) {
            return StaticFile.of(file.getFileName(), readers, in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        StaticFile file = files().get(Request.getPathInContext(request));
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
