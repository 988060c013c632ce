package io.fundwire.bootstrap.settings;

import java.util.List;

/// Where one source says something, to follow its name in a sentence: ` in line 3 of the file "x"`,
/// ` in the environment`, or nothing for a flag, which can be told by its name.
@FunctionalInterface
interface Where {

    /// Where that key stands.
    ///
    /// @param path from the topmost table of a file on
    String of(List<String> path);
}
