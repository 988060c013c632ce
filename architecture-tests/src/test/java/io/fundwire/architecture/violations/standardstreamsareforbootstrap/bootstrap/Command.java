package io.fundwire.architecture.violations.standardstreamsareforbootstrap.bootstrap;

final class Command {

    void run() {
        System.out.println("out");
    }
}
