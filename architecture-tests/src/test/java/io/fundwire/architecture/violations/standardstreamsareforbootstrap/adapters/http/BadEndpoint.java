package io.fundwire.architecture.violations.standardstreamsareforbootstrap.adapters.http;

final class BadEndpoint {

    void badOut() {
        System.out.println("out");
    }
}
