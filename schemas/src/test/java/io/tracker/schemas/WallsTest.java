package io.tracker.schemas;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class WallsTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.tracker.schemas");

    @Test
    void knowsNeitherDatabasesNorStores() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "software.amazon..", "org.apache.hadoop..", "org.apache.parquet..")
                .check(classes);
    }

    @Test
    void hasNoCyclesBetweenPackages() {
        slices().matching("io.tracker.schemas.(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void keepsAvroInTheContainerAndTheLayout() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.tracker.schemas.container..", "io.tracker.schemas.layout..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.avro..", "com.github.luben..")
                .check(classes);
    }
}
