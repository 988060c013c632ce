package io.fundwire.architecture.violations.corestartsnothreads.application.session;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

final class BadRegistry {

    private final Map<String, Integer> safe = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    synchronized int locked() {
        return safe.size() + count.incrementAndGet();
    }

    long converted() {
        return TimeUnit.SECONDS.toMillis(1);
    }

    Thread badThread() {
        return Thread.ofVirtual().unstarted(() -> {});
    }

    void badSleep() throws InterruptedException {
        Thread.sleep(1);
    }

    void badSleepByUnit() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(1);
    }

    @SuppressWarnings({"WaitNotInLoop", "NotifyAll"})
    synchronized void badWait() throws InterruptedException {
        wait(1);
    }

    void badPark() {
        LockSupport.parkNanos(1);
    }

    void badExecutor(ExecutorService given) {}

    Object badExecutors() {
        return Executors.callable(() -> {});
    }

    void badFuture(Future<String> given) {}

    void badStage(CompletionStage<String> given) {}

    Timer badTimer() {
        return new Timer();
    }

    void badTask(TimerTask given) {}

    Stream<String> badParallelStream(Collection<String> all) {
        return all.parallelStream();
    }

    Stream<String> badParallel(List<String> all) {
        return all.stream().parallel();
    }
}
