package io.fundwire.architecture.violations.corestartsnothreads.bootstrap;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

final class Housekeeping {

    ExecutorService timer() {
        return Executors.newSingleThreadScheduledExecutor();
    }
}
