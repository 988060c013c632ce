package io.fundwire.architecture.violations.injectionisforbootstrap.bootstrap;

import com.google.inject.AbstractModule;

import jakarta.inject.Singleton;

@Singleton
final class Module extends AbstractModule {}
