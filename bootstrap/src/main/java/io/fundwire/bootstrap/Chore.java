package io.fundwire.bootstrap;

import java.time.Duration;

/// What is to be done again and again.
///
/// @param name for whoever reads the log
/// @param every how long it rests after each time
record Chore(String name, Duration every, Runnable work) {}
