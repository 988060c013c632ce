import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Formats every Java file of the tree with google-java-format, AOSP style, imports included.
/// `--check` names the files that differ and fails; `--write` rewrites them.
///
/// A program of our own because one process for all files takes seconds, and because it runs on the
/// toolchain's JDK: inside Maven the formatter would run on Maven's, which may be too old for it.
void main(String[] args) throws IOException {
    boolean write = List.of(args).contains("--write");
    var formatter =
            new Formatter(
                    JavaFormatterOptions.builder().style(JavaFormatterOptions.Style.AOSP).build());

    List<String> differing =
            javaFiles().parallelStream()
                    .filter(file -> differs(formatter, file, write))
                    .map(Path::toString)
                    .sorted()
                    .toList();

    differing.forEach(file -> IO.println((write ? "formatted " : "not formatted: ") + file));
    if (!differing.isEmpty() && !write) {
        IO.println("Run ./test --format to rewrite these files.");
        System.exit(1);
    }
}

List<Path> javaFiles() throws IOException {
    var pruned = Set.of("target", "node_modules", ".git");
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
            Path.of(""),
            new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                    return pruned.contains(dir.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(".java")) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
    return files;
}

boolean differs(Formatter formatter, Path file, boolean write) {
    try {
        String before = Files.readString(file);
        String after = formatter.formatSourceAndFixImports(before);
        if (write && !after.equals(before)) {
            Files.writeString(file, after);
        }
        return !after.equals(before);
    } catch (FormatterException e) {
        // No Java: the compiler will say so, and better.
        System.err.println("skipped " + file + ": " + e.getMessage());
        return false;
    } catch (IOException e) {
        throw new UncheckedIOException(e);
    }
}
