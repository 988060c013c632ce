package io.fundwire.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The program of that name, attached to a running server: it writes down system calls, and makes
/// some of them fail or last. Once it is closed, the server goes on alone.
final class Strace implements AutoCloseable {

    /// What brings a file to the disk.
    static final String SYNC = "fdatasync,fsync";

    /// What reads requests, writes files and answers. More of a call's data is shown than a page of
    /// SQLite has.
    private static final List<String> OPTIONS =
            List.of(
                    "--follow-forks",
                    "--decode-fds=path",
                    "--string-limit=4200",
                    "--trace=read,readv,recvfrom,write,writev,sendto,sendmsg,pwrite64," + SYNC);

    private final SystemTool tool;
    private final Path log;

    private Strace(SystemTool tool, Path log) {
        this.tool = tool;
        this.log = log;
    }

    /// Attaches to all threads of a server. The test is skipped where that cannot be done at all.
    ///
    /// @param options besides those that every log needs
    static Strace attach(RunningServer server, String... options) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "processes"));
            Path log = Files.createTempFile(folder, "strace-", ".log");
            var command = new ArrayList<>(List.of("strace"));
            command.addAll(OPTIONS);
            command.addAll(List.of("--output=" + log, "--attach=" + server.process().pid()));
            command.addAll(List.of(options));
            return new Strace(SystemTool.start(command, " attached"), log);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// Detaches.
    ///
    /// @return what it wrote down
    StraceLog detach() {
        close();
        try {
            return StraceLog.of(Files.readAllLines(log));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void close() {
        tool.close();
    }
}
