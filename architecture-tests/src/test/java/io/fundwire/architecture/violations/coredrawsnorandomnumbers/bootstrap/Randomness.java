package io.fundwire.architecture.violations.coredrawsnorandomnumbers.bootstrap;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

final class Randomness {

    RandomGenerator strong() {
        return new SecureRandom();
    }
}
