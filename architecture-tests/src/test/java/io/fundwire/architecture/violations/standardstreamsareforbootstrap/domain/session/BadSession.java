package io.fundwire.architecture.violations.standardstreamsareforbootstrap.domain.session;

@SuppressWarnings("CatchAndPrintStackTrace")
final class BadSession {

    void badOut() {
        System.out.println("out");
    }

    void badErr() {
        System.err.println("err");
    }

    void badIo() {
        IO.println("out");
    }

    void badStackTrace(IllegalStateException fault) {
        fault.printStackTrace();
    }
}
