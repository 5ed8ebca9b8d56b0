package dev.gatewayhealth.agent.admin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packagesOf = AdminListener.class, importOptions = DoNotIncludeTests.class)
class AdminPackageTest {

    @ArchTest
    static final ArchRule needsOnlyTheCore = classes()
            .that()
            .resideInAPackage("dev.gatewayhealth.agent.admin..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "dev.gatewayhealth.agent.admin..",
                    "dev.gatewayhealth.exchange..",
                    "dev.gatewayhealth.report..",
                    "dev.gatewayhealth.settings..",
                    "dev.gatewayhealth.thread..")
            .because("it must answer when the rest of the agent has gone quiet");

    @ArchTest
    static final ArchRule touchesNoLogging = noClasses()
            .that()
            .resideInAPackage("dev.gatewayhealth.agent.admin..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "java.lang.management..", "com.sun..")
            .because("a host such as WildFly does not boot once somebody else has set these up");
}
