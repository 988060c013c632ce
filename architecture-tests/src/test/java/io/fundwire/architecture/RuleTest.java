package io.fundwire.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.importer.ImportOption.Predefined.DO_NOT_INCLUDE_TESTS;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.stream.Stream;

/// The product keeps every rule, every rule finds what was made to break it, and none passes
/// because it looks at nothing.
final class RuleTest {

    private static final String VIOLATIONS = "io.fundwire.architecture.violations";

    private static final JavaClasses PRODUCT =
            new ClassFileImporter()
                    .withImportOption(DO_NOT_INCLUDE_TESTS)
                    .importPackages(Names.PRODUCT);

    private static final JavaClasses ALL_VIOLATIONS =
            new ClassFileImporter().importPackages(VIOLATIONS);

    @ParameterizedTest
    @EnumSource
    void isKept(Rule rule) {
        rule.in(Names.PRODUCT).check(PRODUCT);
    }

    // What breaks a rule on purpose says so by its name: a class has Bad in it, or some of its
    // members begin with it. All of these must be reported, and nothing that stands beside them.
    // So a rule that nothing breaks fails.

    @ParameterizedTest
    @EnumSource
    void reportsAllThatIsBadAndNothingElse(Rule rule) {
        JavaClasses violations = ALL_VIOLATIONS.that(resideInAPackage(rootOf(rule) + ".."));
        List<String> bad = badIn(violations);
        assertThat(bad).as("what breaks %s on purpose", rule).isNotEmpty();

        List<String> report =
                rule.in(rootOf(rule)).evaluate(violations).getFailureReport().getDetails();

        assertThat(bad)
                .allSatisfy(name ->
                        assertThat(report)
                                .as(name)
                                .anyMatch(line -> line.matches("(?s).*\\Q" + name + "\\E\\b.*")));
        assertThat(report)
                .extracting(RuleTest::culprit)
                .allMatch(culprit -> bad.stream().anyMatch(culprit::startsWith));
    }

    @Test
    void everyViolationIsOneOfARule() {
        List<String> known = Stream.of(Rule.values()).map(RuleTest::rootOf).toList();

        assertThat(ALL_VIOLATIONS)
                .extracting(JavaClass::getPackageName)
                .allMatch(name -> known.stream().anyMatch(name::startsWith));
    }

    private static String rootOf(Rule rule) {
        return VIOLATIONS + "." + rule.violation();
    }

    private static List<String> badIn(JavaClasses violations) {
        return violations.stream().flatMap(RuleTest::badIn).toList();
    }

    private static Stream<String> badIn(JavaClass type) {
        List<String> members =
                type.getMembers().stream()
                        .filter(member -> member.getName().startsWith("bad"))
                        .map(member -> type.getName() + "." + member.getName())
                        .toList();
        boolean isBad = type.getSimpleName().contains("Bad");
        return members.isEmpty() && isBad ? Stream.of(type.getName()) : members.stream();
    }

    /// What a report is about stands first in angle brackets.
    private static String culprit(String detail) {
        int from = detail.indexOf('<') + 1;
        return detail.substring(from, detail.indexOf('>', from));
    }

    // That the rules see something.

    /// A good part of what was there when this was written. To be raised now and then.
    @ParameterizedTest
    @CsvSource({
        "domain, 55",
        "application, 50",
        "adapters.json, 25",
        "adapters.sqlite, 15",
        "adapters.websocket, 12",
        "adapters.http, 7",
        "bootstrap, 15"
    })
    void moduleIsSeen(String module, int classes) {
        assertThat(PRODUCT)
                .filteredOn(type -> type.getPackageName().startsWith(Names.PRODUCT + "." + module))
                .hasSizeGreaterThanOrEqualTo(classes);
    }

    @Test
    void useCasesAreSeen() {
        assertThat(simpleNames(Words.useCases(new Modules(Names.PRODUCT))))
                .contains(
                        "AcknowledgeNotification",
                        "AdmitClient",
                        "ConnectClient",
                        "DisconnectClient",
                        "DrainServer",
                        "EvictSilentClients",
                        "ExpireTyping",
                        "PublishNotification",
                        "RecordHeartbeat",
                        "ReportSystemHealth",
                        "SendWebhooks",
                        "StartTyping",
                        "StopTyping");
    }

    @Test
    void portsAreSeen() {
        assertThat(simpleNames(Words.ports(new Modules(Names.PRODUCT))))
                .contains(
                        "Connection",
                        "FaultLog",
                        "HealthCheck",
                        "MemoryGauge",
                        "MessageFormat",
                        "NotificationStore",
                        "SessionListener",
                        "WebhookEndpoint",
                        "WebhookQueue");
    }

    @Test
    void everyDoorLeadsSomewhere() {
        assertThat(PRODUCT)
                .extracting(JavaClass::getName)
                .containsAll(new Modules(Names.PRODUCT).below(Names.DOORS));
    }

    private static List<String> simpleNames(DescribedPredicate<JavaClass> kind) {
        return PRODUCT.that(kind).stream().map(JavaClass::getSimpleName).toList();
    }
}
