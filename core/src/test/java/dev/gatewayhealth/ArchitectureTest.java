package dev.gatewayhealth;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules that hold the core together. */
@AnalyzeClasses(packages = "dev.gatewayhealth", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule theCoreNeedsNothingButTheJdk = classes()
            .that()
            .resideOutsideOfPackages("dev.gatewayhealth.metrics..", "dev.gatewayhealth.jfr..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "javax.net.ssl..", "com.sun.management..", "org.jspecify..", "dev.gatewayhealth..")
            .because("it runs in any service, in any container and in none, and brings nothing that could clash there");

    @ArchTest
    static final ArchRule onlyMetricsSeesMicrometer = classes()
            .that()
            .resideInAPackage("dev.gatewayhealth.metrics..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "dev.gatewayhealth..", "io.micrometer..")
            .because("Micrometer is optional: whoever does not touch the package must not need it");

    @ArchTest
    static final ArchRule onlyOneClassReachesTheFlightRecorder = noClasses()
            .that()
            .resideOutsideOfPackage("dev.gatewayhealth.jfr..")
            .or()
            .haveSimpleName("FlightEvents")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.jfr..")
            .because("a JVM may come without it, and whoever records nothing is to pay for nothing");

    @ArchTest
    static final ArchRule nothingImportsTheAgent = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.gatewayhealth.agent..")
            .because("the agent is one of several forms over the core, and lives in a class loader of its own");

    @ArchTest
    static final ArchRule packagesHaveAnOrder = slices().matching("dev.gatewayhealth.(*)..")
            .should()
            .beFreeOfCycles()
            .because(
                    "a contract says how long, exchanges are in flight, resources run out, the watch makes findings, the"
                            + " report tells: each can be read without those that come after it");

    @ArchTest
    static final ArchRule everyThreadIsMadeAlike = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.gatewayhealth.thread.OwnThread")
            .should()
            .callConstructorWhere(target(owner(type(Thread.class))))
            .because("a thread of ours keeps no application alive and never reaches the service's handler of uncaught"
                    + " exceptions, see OwnThread");

    @ArchTest
    static final ArchRule nothingEndsTheHost = noClasses()
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class)
            .orShould()
            .callMethod(Runtime.class, "addShutdownHook", Thread.class)
            .orShould()
            .callMethod(Throwable.class, "printStackTrace")
            .because("a monitor must not break, slow or end the service that carries it");

    @ArchTest
    static final ArchRule nothingTouchesLogging = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.System$Logger")
            .because("a server that sets its logging up itself, as WildFly does, does not boot once somebody else has");
}
