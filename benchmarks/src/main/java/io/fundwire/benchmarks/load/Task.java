package io.fundwire.benchmarks.load;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/// What the generator is asked to do: a mode, and numbers by name.
record Task(String mode, Map<String, String> options) {

    private static final double SECOND = 1e9;

    static Task of(String... arguments) {
        return new Task(
                arguments[0],
                Arrays.stream(arguments)
                        .skip(1)
                        .map(argument -> argument.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
    }

    int number(String name) {
        return Integer.parseInt(required(name));
    }

    int number(String name, int otherwise) {
        return options.containsKey(name) ? number(name) : otherwise;
    }

    long nanos(String name) {
        return (long) (Double.parseDouble(required(name)) * SECOND);
    }

    ServerWatch server() {
        return ServerWatch.of(number("pid"));
    }

    private String required(String name) {
        String value = options.get(name);
        if (value == null) {
            throw new IllegalArgumentException("%s needs %s=".formatted(mode, name));
        }
        return value;
    }
}
