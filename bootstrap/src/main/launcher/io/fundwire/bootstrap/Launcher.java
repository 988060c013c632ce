package io.fundwire.bootstrap;

import java.lang.reflect.InvocationTargetException;

/**
 * Main class of the jar. It is compiled for Java 11, so that an older {@code java} can say in one
 * line what is wrong where it would otherwise fail with {@code UnsupportedClassVersionError}. For
 * the same reason it names the real main class by reflection only.
 */
public final class Launcher {
    private static final int REQUIRED = 25;

    private Launcher() {}

    public static void main(String[] args) throws Throwable {
        int feature = Runtime.version().feature();
        if (feature < REQUIRED) {
            System.err.println(
                    "Fundwire needs Java "
                            + REQUIRED
                            + " or newer, but this is Java "
                            + feature
                            + ": install a JDK "
                            + REQUIRED
                            + ", or start it with ./fundwire, which finds one.");
            System.exit(1);
        }
        // Else Guice defines its classes through sun.misc.Unsafe, and the JVM warns about it at
        // each start.
        if (System.getProperty("guice_custom_class_loading") == null) {
            System.setProperty("guice_custom_class_loading", "CHILD");
        }
        try {
            Class.forName("io.fundwire.bootstrap.Fundwire")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
