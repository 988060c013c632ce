package io.fundwire.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.AndFullName.Predicates.fullNameMatching;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;

import org.jspecify.annotations.NullMarked;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The words that the rules are written in, where ArchUnit has none or long ones.
final class Words {

    private static final String HANDLE = "handle";

    private Words() {}

    // Rules.

    /// A module uses itself, the JDK, the annotations about null, and what else is listed.
    static ArchRule limit(String module, String... others) {
        String[] allowed =
                Stream.concat(
                                Stream.of(module, "java..", "org.jspecify.annotations"),
                                Stream.of(others))
                        .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(module)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed);
    }

    /// Only some modules use these packages.
    static ArchRule reserve(List<String> packages, String... modules) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(modules)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages.toArray(String[]::new));
    }

    /// Nothing in these modules does any of that.
    static ArchRule forbid(String[] modules, List<ArchCondition<JavaClass>> deeds) {
        return noClasses()
                .that()
                .resideInAnyPackage(modules)
                .should(deeds.stream().reduce(ArchCondition::or).orElseThrow());
    }

    // What a class may do.

    /// Calls what has that full name, or refers to it; `*` stands for anything.
    static ArchCondition<JavaClass> call(String name) {
        String regex = Pattern.quote(name).replace("*", "\\E.*\\Q");
        return accessTargetWhere(target(fullNameMatching(regex)));
    }

    /// Uses that type, or one below it, in any way.
    static ArchCondition<JavaClass> use(Class<?> type) {
        return dependOnClassesThat(assignableTo(type));
    }

    /// Uses anything in that package.
    static ArchCondition<JavaClass> usePackage(String name) {
        return dependOnClassesThat(resideInAPackage(name));
    }

    // What a class may be.

    /// What the application asks of the world outside.
    static DescribedPredicate<JavaClass> ports(Modules in) {
        return resideInAPackage(in.application())
                .and(describe("are interfaces", JavaClass::isInterface));
    }

    /// What can be done to the core. There is no base type and no annotation: a use case is a
    /// public class of the application with a public method `handle`.
    static DescribedPredicate<JavaClass> useCases(Modules in) {
        return resideInAPackage(in.application())
                .and(
                        describe(
                                "are use cases",
                                type ->
                                        type.isTopLevelClass()
                                                && type.getModifiers().contains(JavaModifier.PUBLIC)
                                                && publicMethods(type).anyMatch(Words::isHandle)));
    }

    /// Of a use case that is `handle`, which it has by definition.
    static ArchCondition<JavaClass> haveOnePublicMethod() {
        return ArchCondition.from(
                describe("have one public method", type -> publicMethods(type).count() == 1));
    }

    static ArchCondition<JavaClass> beOneOf(Collection<String> names) {
        return ArchCondition.from(
                describe("be one of " + names, type -> names.contains(type.getName())));
    }

    static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return ArchCondition.from(
                describe(
                        "be in a package that is @NullMarked",
                        type -> type.getPackage().isAnnotatedWith(NullMarked.class)));
    }

    static ArchCondition<JavaMethod> involveOnlyTypesIn(String... packages) {
        var allowed = resideInAnyPackage(packages);
        return ArchCondition.from(
                describe(
                        "involve only types in " + List.of(packages),
                        method ->
                                Stream.concat(
                                                method.getAllInvolvedRawTypes().stream(),
                                                method.getExceptionTypes().stream())
                                        .allMatch(
                                                type -> type.isPrimitive() || allowed.test(type))));
    }

    private static boolean isHandle(JavaMethod method) {
        return method.getName().equals(HANDLE);
    }

    /// Its own ones and inherited ones, but for those of every object.
    private static Stream<JavaMethod> publicMethods(JavaClass type) {
        return type.getAllMethods().stream()
                .filter(method -> !method.getOwner().isEquivalentTo(Object.class))
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC));
    }
}
