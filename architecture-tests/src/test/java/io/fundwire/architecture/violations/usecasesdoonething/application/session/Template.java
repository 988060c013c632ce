package io.fundwire.architecture.violations.usecasesdoonething.application.session;

abstract class Template {

    public final void prepare() {}
}
