package io.fundwire.architecture.violations.coredrawsnorandomnumbers.domain.client;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

final class BadClientId {

    long drawn(RandomGenerator random) {
        return random.nextLong();
    }

    UUID read(String text) {
        return UUID.fromString(text);
    }

    void shuffled(List<String> all, RandomGenerator random) {
        Collections.shuffle(all, random);
    }

    double badMath() {
        return Math.random();
    }

    double badStrictMath() {
        return StrictMath.random();
    }

    RandomGenerator badRandom() {
        return new Random();
    }

    RandomGenerator badSecureRandom() {
        return new SecureRandom();
    }

    RandomGenerator badSplittableRandom() {
        return new SplittableRandom();
    }

    long badThreadLocalRandom() {
        return ThreadLocalRandom.current().nextLong();
    }

    RandomGenerator badDefault() {
        return RandomGenerator.getDefault();
    }

    RandomGenerator badNamed() {
        return RandomGenerator.of("L64X128MixRandom");
    }

    Object badFactory() {
        return RandomGeneratorFactory.getDefault();
    }

    UUID badUuid() {
        return UUID.randomUUID();
    }

    void badShuffle(List<String> all) {
        Collections.shuffle(all);
    }
}
