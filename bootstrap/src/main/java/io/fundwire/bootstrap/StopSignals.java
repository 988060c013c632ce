package io.fundwire.bootstrap;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// What SIGTERM and SIGINT do. A shutdown hook would not do: the process would exit with 143 after
/// it, and a second signal would be ignored.
///
/// The JDK's only way to handle signals is a class that javac warns of however it is used, so it is
/// reached by reflection.
final class StopSignals {

    private StopSignals() {}

    private static final long NOT_YET = -1;

    /// A program that runs this one may pass a signal on that reached both: that is still one.
    private static final Duration SAME_SIGNAL = Duration.ofMillis(500);

    /// From now on the first of these signals does `first` and every further one `again`, each on a
    /// thread of its own.
    static void handle(Runnable first, Runnable again) {
        long start = System.nanoTime();
        var firstAfter = new AtomicLong(NOT_YET);
        Runnable next =
                () -> {
                    long after = System.nanoTime() - start;
                    if (firstAfter.compareAndSet(NOT_YET, after)) {
                        first.run();
                    } else if (after - firstAfter.get() > SAME_SIGNAL.toNanos()) {
                        again.run();
                    }
                };
        try {
            for (String name : new String[] {"TERM", "INT"}) {
                register(name, next);
            }
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException("this JVM cannot handle signals", missing);
        }
    }

    private static void register(String name, Runnable action) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object proxy =
                Proxy.newProxyInstance(
                        StopSignals.class.getClassLoader(),
                        new Class<?>[] {handler},
                        (self, method, arguments) -> {
                            action.run();
                            return null;
                        });
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    }
}
