package io.fundwire.architecture.violations.adaptersshowonlytheirdoors.adapters.http;

final class Endpoint {

    public record Answer(int status) {}
}
