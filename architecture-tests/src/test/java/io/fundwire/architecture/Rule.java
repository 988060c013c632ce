package io.fundwire.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static io.fundwire.architecture.Words.beInANullMarkedPackage;
import static io.fundwire.architecture.Words.beOneOf;
import static io.fundwire.architecture.Words.call;
import static io.fundwire.architecture.Words.forbid;
import static io.fundwire.architecture.Words.haveOnePublicMethod;
import static io.fundwire.architecture.Words.involveOnlyTypesIn;
import static io.fundwire.architecture.Words.limit;
import static io.fundwire.architecture.Words.ports;
import static io.fundwire.architecture.Words.reserve;
import static io.fundwire.architecture.Words.use;
import static io.fundwire.architecture.Words.useCases;
import static io.fundwire.architecture.Words.usePackage;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.random.RandomGeneratorFactory;

/// The rules of the house. Each is broken on purpose, below `violations`, in a package of its name.
@SuppressWarnings("ImmutableEnumChecker") // A function cannot say that it is.
enum Rule {

    // Which module uses what. A new module, and a library that is new to a module, begin here.

    DOMAIN_USES_THE_JDK(in -> limit(in.domain())),

    APPLICATION_USES_THE_DOMAIN(in -> limit(in.application(), in.domain(), "javax.crypto..")),

    JSON_ADAPTER_USES_JACKSON(in ->
            limit(
                    in.jsonAdapter(),
                    in.domain(),
                    in.application(),
                    "tools.jackson..",
                    "com.fasterxml.jackson.annotation",
                    "org.slf4j")),

    SQLITE_ADAPTER_USES_SQLITE(
            in -> limit(in.sqliteAdapter(), in.domain(), in.application(), "org.sqlite..")),

    WEBSOCKET_ADAPTER_USES_JETTY(in ->
            limit(
                    in.webSocketAdapter(),
                    in.domain(),
                    in.application(),
                    in.jsonAdapter(),
                    "org.eclipse.jetty..",
                    "tools.jackson..",
                    "org.slf4j")),

    HTTP_ADAPTER_USES_JETTY(in ->
            limit(
                    in.httpAdapter(),
                    in.domain(),
                    in.application(),
                    in.jsonAdapter(),
                    "org.eclipse.jetty..",
                    "tools.jackson..",
                    "com.fasterxml.jackson.annotation",
                    "javax.crypto..",
                    "javax.net.ssl",
                    "org.slf4j")),

    ADAPTERS_KNOW_NO_OTHER_BUT_THE_SHARED_ONE(in ->
            slices().matching(in.root() + ".adapters.(*)..")
                    .should()
                    .notDependOnEachOther()
                    .ignoreDependency(alwaysTrue(), resideInAPackage(in.jsonAdapter()))),

    EVERY_CLASS_BELONGS_TO_A_MODULE(in -> classes().should().resideInAnyPackage(in.all())),

    INJECTION_IS_FOR_BOOTSTRAP(in ->
            reserve(
                    List.of("com.google.inject..", "jakarta.inject..", "javax.inject.."),
                    in.bootstrap())),

    COMMAND_LINE_IS_FOR_BOOTSTRAP(in -> reserve(List.of("picocli.."), in.bootstrap())),

    SQL_IS_FOR_THE_SQLITE_ADAPTER(in ->
            reserve(List.of("java.sql..", "javax.sql..", "org.sqlite.."), in.sqliteAdapter())),

    JETTY_IS_FOR_TRANSPORTS_AND_BOOTSTRAP(in ->
            reserve(
                    List.of("org.eclipse.jetty.."),
                    in.webSocketAdapter(),
                    in.httpAdapter(),
                    in.bootstrap())),

    JETTY_INTERNALS_ARE_FOR_NOBODY(in -> reserve(List.of("org.eclipse.jetty..internal.."))),

    PACKAGES_DEPEND_IN_ONE_DIRECTION(
            in -> slices().matching(in.root() + ".(**)").should().beFreeOfCycles()),

    // The core: features, on virtual time, the same each time for the same input.

    CORE_PACKAGES_ARE_FEATURES(in ->
            classes()
                    .that()
                    .resideInAnyPackage(in.core())
                    .should()
                    .resideInAnyPackage(in.packagesOf(Names.FEATURES))),

    CORE_READS_NO_CLOCK(in ->
            forbid(
                    in.core(),
                    List.of(
                            call("java.time.*.now(*"),
                            call("java.time.Clock.system*"),
                            call("java.time.Clock.tick*"),
                            call("java.time.InstantSource.system(*"),
                            call("java.lang.System.currentTimeMillis(*"),
                            call("java.lang.System.nanoTime(*"),
                            call("java.util.Date.<init>()"),
                            call("java.util.Calendar.getInstance(*")))),

    CORE_STARTS_NO_THREADS(in ->
            forbid(
                    in.core(),
                    List.of(
                            use(Thread.class),
                            use(Executor.class),
                            use(Executors.class),
                            use(Future.class),
                            use(CompletionStage.class),
                            use(Timer.class),
                            use(TimerTask.class),
                            use(LockSupport.class),
                            call("java.util.concurrent.TimeUnit.sleep(*"),
                            call("java.lang.Object.wait(*"),
                            call("*.parallelStream()"),
                            call("*.parallel()")))),

    CORE_DRAWS_NO_RANDOM_NUMBERS(in ->
            forbid(
                    in.core(),
                    List.of(
                            use(Random.class),
                            use(SplittableRandom.class),
                            use(RandomGeneratorFactory.class),
                            call("java.util.random.RandomGenerator.getDefault()"),
                            call("java.util.random.RandomGenerator.of(*"),
                            call("java.lang.Math.random()"),
                            call("java.lang.StrictMath.random()"),
                            call("java.util.UUID.randomUUID()"),
                            call("java.util.Collections.shuffle(java.util.List)")))),

    CORE_KEEPS_NO_LOG(in ->
            forbid(
                    in.core(),
                    List.of(
                            use(System.Logger.class),
                            usePackage("java.util.logging.."),
                            usePackage("org.slf4j..")))),

    PORTS_SPEAK_THE_LANGUAGE_OF_THE_CORE(in ->
            methods()
                    .that()
                    .areDeclaredInClassesThat(ports(in))
                    .should(
                            involveOnlyTypesIn(
                                    in.domain(),
                                    in.application(),
                                    "java.lang",
                                    "java.time",
                                    "java.util",
                                    "java.util.function"))),

    USE_CASES_ARE_FINAL(
            in -> classes().that(useCases(in)).should().haveModifier(JavaModifier.FINAL)),

    USE_CASES_DO_ONE_THING(in -> classes().that(useCases(in)).should(haveOnePublicMethod())),

    USE_CASES_ARE_NAMED_BY_VERBS(in ->
            classes()
                    .that(useCases(in))
                    .should()
                    .haveNameMatching(
                            ".*\\.(%s)[A-Z]\\w*".formatted(String.join("|", Names.VERBS)))),

    // Everywhere.

    ADAPTERS_SHOW_ONLY_THEIR_DOORS(in ->
            classes()
                    .that()
                    .resideInAPackage(in.adapters())
                    .and()
                    .areTopLevelClasses()
                    .and()
                    .arePublic()
                    .should(beOneOf(in.below(Names.DOORS)))),

    PACKAGES_SAY_WHAT_MAY_BE_NULL(in ->
            classes().that().doNotHaveSimpleName("package-info").should(beInANullMarkedPackage())),

    NAMES_SAY_SOMETHING(in ->
            classes().should().haveNameNotMatching(".*(Manager|Helper|Utils?|Impl|Info|Data)")),

    EXCEPTIONS_ARE_OF_A_KIND(in -> NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS),

    STANDARD_STREAMS_ARE_FOR_BOOTSTRAP(in ->
            noClasses()
                    .that()
                    .resideOutsideOfPackage(in.bootstrap())
                    .should(ACCESS_STANDARD_STREAMS.or(use(IO.class)))),

    LOGS_ARE_NOT_WRITTEN_BY_THE_JDK(in -> reserve(List.of("java.util.logging.."))),

    NO_STATE_IS_STATIC(in -> fields().that().areStatic().should().beFinal()),

    NO_FIELD_IS_INJECTED(in -> NO_CLASSES_SHOULD_USE_FIELD_INJECTION),
    ;

    private final Function<Modules, ArchRule> definition;

    Rule(Function<Modules, ArchRule> definition) {
        this.definition = definition;
    }

    /// The rule for what is below that package.
    ArchRule in(String root) {
        return definition.apply(new Modules(root));
    }

    /// The package, below `violations`, in which it is broken.
    String violation() {
        return name().toLowerCase(Locale.ROOT).replace("_", "");
    }
}
