package io.fundwire.system;

import java.nio.file.Path;
import java.util.List;

/// A disk of a few megabytes, in memory and in namespaces of its own: nobody sees it but what is
/// started by [#command()], and it is gone when this is closed.
final class SmallDisk implements AutoCloseable {

    private static final String MOUNTED = "mounted";

    private final SystemTool holder;
    private final Path mount;

    private SmallDisk(SystemTool holder, Path mount) {
        this.holder = holder;
        this.mount = mount;
    }

    /// Makes one. The test is skipped where the system does not allow that.
    ///
    /// @param size such as `3m`
    /// @param mount an empty folder, where programs on the disk will see it
    static SmallDisk mount(String size, Path mount) {
        String script =
                "mount -t tmpfs -o size=%s none '%s' && echo %s && exec sleep 600"
                        .formatted(size, mount, MOUNTED);
        var command = List.of("unshare", "--map-root-user", "--mount", "sh", "-c", script);
        return new SmallDisk(SystemTool.start(command, MOUNTED), mount);
    }

    /// What runs another command where the disk is.
    List<String> command() {
        return List.of(
                "nsenter",
                "--target=" + holder.pid(),
                "--user",
                "--preserve-credentials",
                "--mount");
    }

    /// A file on the disk, as this process sees it.
    Path file(String name) {
        Path root = Path.of("/proc", String.valueOf(holder.pid()), "root");
        return root.resolve(Path.of("/").relativize(mount)).resolve(name);
    }

    @Override
    public void close() {
        holder.close();
    }
}
