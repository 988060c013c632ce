package io.fundwire.adapters.sqlite;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Where the file of all that is kept is, claimed for one process: what a store remembers about its
/// file, such as the counts, nobody else may change.
final class DataDirectory implements AutoCloseable {

    private static final String DATABASE = "fundwire.db";
    private static final String LOCK = "fundwire.lock";

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /// Makes the directory if need be, and claims it until it is closed or the process ends.
    ///
    /// @throws StoreNotOpened if it cannot be made or written, or is claimed
    static DataDirectory claim(Path path) {
        if (path.toString().contains("?")) {
            // The driver would take what follows for settings, and open another file.
            throw new StoreNotOpened(
                    "The data directory %s must not have a ? in its name.".formatted(path));
        }
        try {
            Files.createDirectories(path, forItsOwnerOnly(path));
        } catch (IOException e) {
            throw new StoreNotOpened("The data directory %s cannot be made.".formatted(path), e);
        }
        try {
            var file = path.resolve(LOCK);
            var channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new StoreNotOpened(
                        "The data directory %s is in use by another Fundwire.".formatted(path));
            }
            return new DataDirectory(path, channel);
        } catch (IOException e) {
            throw new StoreNotOpened("The data directory %s cannot be written.".formatted(path), e);
        }
    }

    /// What users are told is nobody else's business.
    private static FileAttribute<?>[] forItsOwnerOnly(Path path) {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        var permissions = PosixFilePermissions.fromString("rwx------");
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Claimed by this very process, which the system's locks do not tell.
            return null;
        }
    }

    Path database() {
        return path.resolve(DATABASE);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
