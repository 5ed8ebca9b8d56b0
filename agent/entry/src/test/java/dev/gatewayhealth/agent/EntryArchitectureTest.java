package dev.gatewayhealth.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the system class loader sees of the agent has rules of its own. */
@AnalyzeClasses(packages = "dev.gatewayhealth", importOptions = DoNotIncludeTests.class)
final class EntryArchitectureTest {

    /** Java 8. */
    private static final int CLASS_FILE = 52;

    @ArchTest
    static final ArchRule onlyTheJdk = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "dev.gatewayhealth.agent")
            .because(
                    "it stands on the class path of every service: a library there would be the application's library too");

    @ArchTest
    static final ArchRule nothingThatAServerSetsUpItself = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "java.lang.management..", "javax.management..")
            .because("WildFly and its like do not boot once somebody else has set these up");

    @ArchTest
    static final ArchRule onePackage = classes()
            .should()
            .resideInAPackage("dev.gatewayhealth.agent")
            .because("the engine's loader leaves this package, and no other, to the system class loader");

    @Test
    void anOldJvmCanReadEveryClassFarEnoughToSayThatItIsTooOld() throws IOException {
        try (Stream<Path> files = Files.walk(Paths.get("target", "classes"))) {
            List<Path> classes =
                    files.filter(file -> file.toString().endsWith(".class")).collect(Collectors.toList());
            assertThat(classes)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(version(file)).isEqualTo(CLASS_FILE));
        }
    }

    private static int version(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            in.readInt();
            in.readUnsignedShort();
            return in.readUnsignedShort();
        }
    }
}
