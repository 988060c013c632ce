package io.fundwire.architecture.violations.injectionisforbootstrap.adapters.http;

import jakarta.inject.Singleton;

@Singleton
final class BadEndpoint {}
