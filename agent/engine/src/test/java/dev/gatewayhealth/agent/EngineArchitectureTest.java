package dev.gatewayhealth.agent;

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

/** The rules of the engine, which lives in somebody else's process. */
@AnalyzeClasses(packages = "dev.gatewayhealth.agent", importOptions = DoNotIncludeTests.class)
final class EngineArchitectureTest {

    @ArchTest
    static final ArchRule noByteBuddy = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("net.bytebuddy..")
            .because(
                    "even its ASM alone costs a third of what the agent may add to somebody else's start, and is not in the jar");

    @ArchTest
    static final ArchRule noServerIsImported = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache..", "org.eclipse..", "io.undertow..", "io.netty..", "jakarta..", "javax.servlet..")
            .because("a server's classes are in loaders that the engine's does not see");

    @ArchTest
    static final ArchRule theLibraryIsNotImported = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.gatewayhealth.servlet..", "dev.gatewayhealth.spring..", "org.springframework..")
            .because("they are the application's; the two meet at the bridge");

    @ArchTest
    static final ArchRule onlyTheCommandLineSeesItsLibraries = noClasses()
            .that()
            .resideOutsideOfPackage("dev.gatewayhealth.agent.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..", "com.fasterxml..")
            .because("nothing of them may be loaded into a service");

    @ArchTest
    static final ArchRule packagesHaveAnOrder = slices().matching("dev.gatewayhealth.agent.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a server's package says what its objects mean, the engine puts them together");

    @ArchTest
    static final ArchRule everyThreadIsMadeAlike = noClasses()
            .that()
            .resideInAPackage("dev.gatewayhealth.agent..")
            .should()
            .callConstructorWhere(target(owner(type(Thread.class))))
            .because("a thread of ours keeps no application alive and never reaches the service's handler of uncaught"
                    + " exceptions, see OwnThread");

    @ArchTest
    static final ArchRule nothingEndsTheHost = noClasses()
            .that()
            .resideInAPackage("dev.gatewayhealth.agent..")
            .and()
            .doNotHaveFullyQualifiedName("dev.gatewayhealth.agent.CommandLine")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Throwable.class, "printStackTrace")
            .because("an agent must not break, slow or end the service that carries it");

    @ArchTest
    static final ArchRule nothingButADrainHoldsTheEndUp = noClasses()
            .that()
            .resideInAPackage("dev.gatewayhealth.agent..")
            .and()
            .doNotHaveFullyQualifiedName("dev.gatewayhealth.agent.engine.Goodbye")
            .should()
            .callMethod(Runtime.class, "addShutdownHook", Thread.class)
            .because(
                    "the JVM waits for every hook; only one that leaves requests the time to be answered is worth that");

    @ArchTest
    static final ArchRule nothingTouchesLogging = classes()
            .that()
            .resideInAPackage("dev.gatewayhealth.agent..")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages("java.util.logging..", "javax.management..")
            .because("WildFly and its like do not boot once somebody else has set these up");
}
