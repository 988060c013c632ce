package io.fundwire.bootstrap;

import picocli.CommandLine.Command;

import java.util.concurrent.Callable;

/// Does to a running server what a person would.
@Command(name = "check", description = "Tries a running server.")
final class CheckCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        return 0;
    }
}
