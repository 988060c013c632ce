package io.fundwire.benchmarks.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Where on the disk is measured.
public record Place(Path folder) {

    /// An empty directory, whatever was there.
    public Path empty(String name) throws IOException {
        Path directory = folder.resolve(name);
        if (Files.exists(directory)) {
            remove(directory);
        }
        return Files.createDirectories(directory);
    }

    private static void remove(Path directory) throws IOException {
        List<Path> paths;
        try (Stream<Path> tree = Files.walk(directory)) {
            paths = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }
}
