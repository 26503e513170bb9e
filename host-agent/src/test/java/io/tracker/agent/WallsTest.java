package io.tracker.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The walls between the packages of the agent. */
class WallsTest {
    private static final JavaClasses CLASSES = agent();

    /** Names are enough for these rules: libraries are not loaded, which would take half a minute. */
    private static JavaClasses agent() {
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.tracker.agent");
    }

    @Test
    void onlyTheServerPackageSpeaksJdbc() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.tracker.agent.server")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql", "javax.sql", "com.mysql..")
                .check(CLASSES);
    }

    @Test
    void onlyTheStorePackageUsesTheAwsSdk() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.tracker.agent.store")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLineWritesToTheStandardStreams() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.tracker.agent.cli")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    @Test
    void nothingDependsOnTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.tracker.agent.cli")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.tracker.agent.cli")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.tracker.agent.(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
