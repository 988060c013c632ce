package io.fundwire.architecture.violations.injectionisforbootstrap.application.session;

import com.google.inject.Injector;

import jakarta.inject.Inject;

final class BadUseCase {

    Injector badInjector;

    @Inject
    void badJakarta() {}

    @com.google.inject.Inject
    void badGuice() {}
}
